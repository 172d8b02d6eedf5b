import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Access',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(help_text='Made before it is stored, so that what is stored twice is one.', unique=True)),
                ('at', models.DateTimeField()),
                ('day', models.DateField(verbose_name="the council's day")),
                ('act', models.CharField(choices=[('read', 'Read'), ('took', 'Took as a file'), ('signed_in', 'Signed in'), ('sign_in_failed', 'Failed to sign in'), ('signed_out', 'Signed out')], max_length=20)),
                ('address', models.CharField(help_text='The name of the address, as in “audits:audit”.', max_length=60)),
                ('target_id', models.CharField(blank=True, max_length=40)),
                ('facts', models.JSONField(default=dict, help_text='What else tells which: a month, how many, as which kind of file. No case ID, no words.')),
                ('actor', models.ForeignKey(help_text='Nobody: an account that there is not.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name_plural': 'access',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['target_type', 'target_id', 'at'], name='access_to_target'), models.Index(fields=['actor', 'at'], name='access_by_actor')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('day', models.DateField(verbose_name="the council's day")),
                ('verb', models.CharField(max_length=60)),
                ('target_id', models.CharField(max_length=40)),
                ('facts', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['target_type', 'target_id', 'id'], name='entry_of_target')],
            },
        ),
    ]
