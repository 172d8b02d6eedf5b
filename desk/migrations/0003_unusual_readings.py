import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0002_governance_role'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadingRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MaxValueValidator(12)], verbose_name='hour at which work begins')),
                ('closes', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(13), django.core.validators.MaxValueValidator(24)], verbose_name='hour at which work ends')),
                ('most_in_an_hour', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MinValueValidator(2)], verbose_name='records in an hour')),
                ('most_in_a_day', models.PositiveSmallIntegerField(default=40, validators=[django.core.validators.MinValueValidator(2)], verbose_name='records in a day')),
                ('times_usual', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(2)], verbose_name='times what is usual for the person')),
            ],
            options={
                'verbose_name_plural': 'reading rules',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_set_of_reading_rules')],
            },
        ),
        migrations.CreateModel(
            name='LookAtReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('kind', models.CharField(choices=[('break_glass', 'Out of remit, by break-glass'), ('interest', 'A record in which they declared an interest'), ('out_of_hours', 'Out of hours'), ('many_in_an_hour', 'Many in an hour'), ('many_in_a_day', 'Many in a day')], max_length=20)),
                ('words', models.TextField()),
                ('looked_on', models.DateField()),
                ('looked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'looks at readings',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('reader', 'day', 'kind'), name='unusual_readings_looked_at_once'), models.CheckConstraint(condition=models.Q(('looked_by', models.F('reader')), _negated=True), name='nobody_looks_at_their_own_readings')],
            },
        ),
    ]
