
import django.db.models.deletion
import foundation.council.clock
import foundation.council.first_of_month
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('audits', '0001_initial'),
        ('observations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('source', models.CharField(choices=[('child', 'Child or young person'), ('parent', 'Parent'), ('carer', 'Carer'), ('practitioner', 'Practitioner'), ('partner', 'Partner agency'), ('young', 'Young auditor')], max_length=12, verbose_name='for')),
                ('opening', models.TextField(blank=True, verbose_name='what is said first')),
                ('saved_on', models.DateField(default=foundation.council.clock.today)),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='voices.questionset')),
            ],
            options={
                'ordering': ['name__folded', '-version'],
                'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='a_question_set_version_once')],
            },
        ),
        migrations.CreateModel(
            name='VoiceCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('coded_on', models.DateField(default=foundation.council.clock.today)),
                ('coded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voice_codes', to='audits.findingtheme')),
            ],
            options={
                'ordering': ['voice_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VoiceQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('words', 'In words'), ('reply', 'Yes, partly or no')], default='words', max_length=8, verbose_name='kind of answer')),
                ('domain_name', models.CharField(blank=True, max_length=120, verbose_name='domain of practice')),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='voices.questionset')),
            ],
            options={
                'ordering': ['question_set', 'position'],
                'constraints': [models.UniqueConstraint(fields=('question_set', 'position'), name='a_voice_question_position_once_a_set')],
            },
        ),
        migrations.CreateModel(
            name='VoiceRecord',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('source', models.CharField(choices=[('child', 'Child or young person'), ('parent', 'Parent'), ('carer', 'Carer'), ('practitioner', 'Practitioner'), ('partner', 'Partner agency'), ('young', 'Young auditor')], max_length=12)),
                ('who', models.CharField(blank=True, help_text='Without a name: the school, the mother.', max_length=100, verbose_name='who was asked')),
                ('month', models.DateField(db_index=True)),
                ('asked_on', models.DateField(default=foundation.council.clock.today)),
                ('due', models.DateField(blank=True, null=True, verbose_name='answer hoped for by')),
                ('state', models.CharField(choices=[('sought', 'Asked, no answer yet'), ('obtained', 'Obtained'), ('declined', 'Declined'), ('not_reached', 'Asked, not reached'), ('not_sought', 'Not asked')], default='sought', max_length=12)),
                ('how', models.CharField(blank=True, choices=[('in_person', 'In person'), ('phone', 'By phone or video call'), ('writing', 'In writing'), ('group', 'In a group or a meeting'), ('link', 'By a one-time link')], max_length=10, verbose_name='how it was given')),
                ('words', models.TextField(blank=True, verbose_name='in their words')),
                ('given_on', models.DateField(blank=True, null=True)),
                ('why_not', models.CharField(blank=True, max_length=300, verbose_name='why not')),
                ('consent', models.CharField(choices=[('not_asked', 'Not asked'), ('given', 'May be quoted'), ('refused', 'May not be quoted'), ('withdrawn', 'Consent withdrawn')], default='not_asked', max_length=10, verbose_name='consent to quote')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='day of the answer on consent')),
                ('quote', models.CharField(blank=True, max_length=300, verbose_name='words to quote')),
                ('audit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gathered_voices', to='audits.audit')),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gathered_voices', to='audits.cycle')),
                ('gathered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gathered_voices', to=settings.AUTH_USER_MODEL)),
                ('observation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gathered_voices', to='observations.observation')),
                ('question_set', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='voices.questionset')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gathered_voices', to='accounts.team')),
                ('themes', models.ManyToManyField(related_name='voices', through='voices.VoiceCode', to='audits.findingtheme')),
            ],
            options={
                'verbose_name': 'voice',
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('audit', None), ('observation', None)), models.Q(('audit', None), ('cycle', None)), models.Q(('cycle', None), ('observation', None)), _connector='OR'), name='a_voice_belongs_to_one_thing'), models.CheckConstraint(condition=models.Q(foundation.council.first_of_month.IsFirstOfMonth('month')), name='a_voice_has_its_month'), models.CheckConstraint(condition=models.Q(models.Q(('given_on__isnull', False), ('state', 'obtained'), models.Q(('how', ''), _negated=True)), models.Q(models.Q(('state', 'obtained'), _negated=True), ('given_on', None), ('how', ''), ('quote', ''), ('words', '')), _connector='OR'), name='given_on_a_day_and_somehow'), models.CheckConstraint(condition=models.Q(('quote', ''), ('consent', 'given'), _connector='OR'), name='quoted_only_with_consent'), models.CheckConstraint(condition=models.Q(('why_not', ''), ('state__in', ('declined', 'not_reached', 'not_sought')), _connector='OR'), name='why_not_of_what_was_not_given')],
            },
        ),
        migrations.CreateModel(
            name='VoiceLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_on', models.DateField(default=foundation.council.clock.today)),
                ('last_day', models.DateField(verbose_name='last day on which it works')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ended_because', models.CharField(blank=True, choices=[('used', 'Used'), ('withdrawn', 'Withdrawn'), ('renewed', 'Replaced by a new link'), ('not_needed', 'No longer needed')], max_length=10)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='voices.voicerecord')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('voice',), name='one_link_of_a_voice_that_works'), models.CheckConstraint(condition=models.Q(models.Q(('ended_because', ''), ('ended_on', None)), models.Q(models.Q(('ended_on__isnull', False)), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='a_link_ends_for_a_reason'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('made_on'))), name='a_link_works_on_its_first_day')],
            },
        ),
        migrations.AddField(
            model_name='voicecode',
            name='voice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='voices.voicerecord'),
        ),
        migrations.CreateModel(
            name='VoiceAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reply', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=8)),
                ('words', models.TextField(blank=True)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='voices.voicequestion')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='voices.voicerecord')),
            ],
            options={
                'ordering': ['-voice_id', 'question__position'],
                'constraints': [models.UniqueConstraint(fields=('voice', 'question'), name='a_voice_answers_a_question_once')],
            },
        ),
        migrations.CreateModel(
            name='QuoteUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=120)),
                ('path', models.CharField(max_length=200)),
                ('quote', models.CharField(max_length=300)),
                ('used_on', models.DateField(default=foundation.council.clock.today)),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='voices.voicerecord')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('voice', 'place'), name='a_quote_used_once_in_a_place')],
            },
        ),
        migrations.AddConstraint(
            model_name='voicecode',
            constraint=models.UniqueConstraint(fields=('voice', 'theme'), name='a_voice_coded_once_to_a_theme'),
        ),
    ]
