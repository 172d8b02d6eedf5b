
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChasingRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('manager', models.CharField(choices=[('nobody', 'Nobody'), ('line', 'Their line manager, or the manager of their team where none is named'), ('service', 'The manager of their service')], default='line', max_length=10)),
                ('after_reminders', models.PositiveSmallIntegerField(default=3, verbose_name='reminders of one thing, 0 for never by their number')),
                ('after_days', models.PositiveSmallIntegerField(default=10, verbose_name='working days late, 0 for never by their number')),
            ],
            options={
                'verbose_name_plural': 'chasing rules',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_set_of_chasing_rules')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name="the council's day")),
                ('way', models.CharField(choices=[('sent', 'Mailed'), ('copied', 'Copied, to be sent another way'), ('manager', 'Away: only the manager notified')], max_length=10)),
                ('subject', models.CharField(blank=True, max_length=250)),
                ('words', models.TextField(blank=True, help_text='As they were sent or copied.')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'day'), name='one_reminder_a_person_a_day')],
            },
        ),
        migrations.CreateModel(
            name='RemindedThing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100)),
                ('due', models.DateField()),
                ('manager_words', models.CharField(blank=True, help_text='What the manager may know of it.', max_length=250)),
                ('manager', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='late_people_notified_of', to=settings.AUTH_USER_MODEL)),
                ('reminder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='things', to='chasing.reminder')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['key'], name='reminded_things_by_key')],
                'constraints': [models.UniqueConstraint(fields=('reminder', 'key'), name='a_thing_once_a_reminder'), models.CheckConstraint(condition=models.Q(('manager', None), models.Q(('manager_words', ''), _negated=True), _connector='OR'), name='a_manager_is_notified_in_words')],
            },
        ),
    ]
