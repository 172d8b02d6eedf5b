
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
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(blank=True, help_text='Another than the person’s own: the one that they had before.', max_length=254)),
                ('kind', models.CharField(choices=[('digest', 'The day’s digest'), ('at_once', 'At once'), ('link', 'A link to choose a password')], max_length=10)),
                ('day', models.DateField(verbose_name="the council's day")),
                ('message_id', models.CharField(help_text='Fixed here, so that a mail sent twice is known as one.', max_length=200, unique=True, verbose_name='Message-ID')),
                ('subject', models.CharField(max_length=250)),
                ('text', models.TextField()),
                ('html', models.TextField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Refused'), ('replaced', 'Replaced by a later one')], default='waiting', max_length=10)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('problem', models.CharField(blank=True, help_text='Why it was not sent the last time.', max_length=500)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mail', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['state'], name='messages_by_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'digest')), fields=('person', 'day'), name='one_digest_a_person_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='sent_at_a_moment')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='What it is about, as in “audit.allocated:1042”.', max_length=100)),
                ('subject', models.CharField(max_length=250)),
                ('words', models.TextField(blank=True)),
                ('path', models.CharField(max_length=250)),
                ('at_once', models.BooleanField(default=False)),
                ('day', models.DateField(verbose_name="the council's day")),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('told_on', models.DateField(null=True, verbose_name='went into a mail on')),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='notices.message')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['person', 'told_on'], name='notices_to_tell')],
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='a_person_is_told_once')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wants_digest', models.BooleanField(default=True)),
                ('left_out', models.JSONField(blank=True, default=list, verbose_name='topics left out')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mail_preference', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
