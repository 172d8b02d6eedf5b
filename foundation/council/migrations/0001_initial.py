import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Council',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Your council', max_length=100, verbose_name="council's name")),
                ('logo', models.BinaryField(blank=True, null=True)),
                ('logo_type', models.CharField(blank=True, editable=False, max_length=20)),
                ('colour', models.CharField(default='#1d4f60', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Enter the colour as # and six digits, for example #1d4f60.')], verbose_name='main colour')),
                ('cared_for_word', models.CharField(choices=[('cared for', 'Cared for'), ('looked after', 'Looked after')], default='cared for', max_length=20, verbose_name="word for children in the council's care")),
                ('requires_improvement_word', models.CharField(choices=[('Requires improvement to be good', 'Requires improvement to be good'), ('Requires improvement', 'Requires improvement')], default='Requires improvement to be good', max_length=40, verbose_name='wording of the third grade')),
                ('contact', models.TextField(blank=True, max_length=1000, verbose_name='who to ask for help')),
                ('data_protection', models.TextField(blank=True, max_length=1000, verbose_name='who answers for data protection')),
                ('privacy_notice', models.URLField(blank=True, verbose_name='the council’s privacy notice')),
                ('keeping', models.TextField(blank=True, max_length=1000, verbose_name='how long audits are kept')),
                ('accessibility_known', models.TextField(blank=True, max_length=2000, verbose_name='what is known not to be accessible')),
                ('demo_day', models.DateField(blank=True, null=True, verbose_name="the demo's day")),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_council')],
            },
        ),
    ]
