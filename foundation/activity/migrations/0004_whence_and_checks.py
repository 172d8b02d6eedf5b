from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activity', '0003_removed_by_retention'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnchoredLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('log', models.CharField(choices=[('trail', 'Trail'), ('access', 'Reading log')], max_length=6, unique=True)),
                ('place', models.CharField(max_length=200, verbose_name='where, without how to get in')),
                ('segment', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='LogCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('day', models.DateField(verbose_name="the council's day")),
                ('entries', models.PositiveBigIntegerField()),
                ('segments', models.PositiveIntegerField()),
                ('broken', models.PositiveIntegerField()),
                ('against_outside', models.BooleanField(verbose_name='with the heads outside')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='access',
            name='origin',
            field=models.CharField(blank=True, max_length=64, null=True, verbose_name='network address'),
        ),
        migrations.AddField(
            model_name='access',
            name='request',
            field=models.CharField(blank=True, max_length=64, null=True, verbose_name='number of the request'),
        ),
        migrations.AddField(
            model_name='entry',
            name='origin',
            field=models.CharField(blank=True, max_length=64, null=True, verbose_name='network address'),
        ),
        migrations.AddField(
            model_name='entry',
            name='request',
            field=models.CharField(blank=True, max_length=64, null=True, verbose_name='number of the request'),
        ),
        migrations.AlterField(
            model_name='access',
            name='act',
            field=models.CharField(choices=[('read', 'Read'), ('took', 'Took as a file'), ('signed_in', 'Signed in'), ('sign_in_failed', 'Failed to sign in'), ('signed_out', 'Signed out'), ('denied', 'Asked for what is not there, or not theirs')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='access',
            index=models.Index(fields=['act', 'at'], name='access_by_act'),
        ),
    ]
