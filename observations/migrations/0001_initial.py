
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('audits', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ObservationPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('focus', models.TextField(blank=True, verbose_name='what is looked at')),
                ('expected', models.PositiveSmallIntegerField(verbose_name='how many observations')),
                ('planned_on', models.DateField()),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observation_plans', to='audits.cycle')),
            ],
            options={
                'ordering': ['-first_day', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='an_observation_plan_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('expected__gte', 1)), name='an_observation_plan_expects_one')],
            },
        ),
        migrations.CreateModel(
            name='ObservationTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('version', models.PositiveSmallIntegerField()),
                ('published_on', models.DateField(blank=True, null=True)),
                ('asks_grade', models.BooleanField(default=True, help_text='On the scale of observations, and never needed. It enters no figure of audits.', verbose_name='asks for a grade')),
                ('based_on', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_version', to='observations.observationtemplate')),
            ],
            options={
                'ordering': ['name__folded', 'version'],
                'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='an_observation_form_version_once'), models.UniqueConstraint(condition=models.Q(('published_on__isnull', True)), fields=('name',), name='one_draft_of_an_observation_form')],
            },
        ),
        migrations.CreateModel(
            name='ObservationType',
            fields=[
                ('code', models.SlugField(max_length=20, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, unique=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('with_family', models.BooleanField(default=True, help_text='So the practitioner asks them first.', verbose_name='a family is there')),
                ('form', models.CharField(help_text='The name of the form that it is written on; its newest published version is used.', max_length=100)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['position', 'code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='an_observation_type_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('due', models.DateField(blank=True, null=True)),
                ('first_due', models.DateField(blank=True, null=True, verbose_name='planned first for')),
                ('rescheduled_why', models.TextField(blank=True, verbose_name='why it was rescheduled')),
                ('preparation', models.TextField(blank=True)),
                ('consent', models.CharField(choices=[('not_asked', 'Not asked yet'), ('given', 'The family agreed'), ('refused', 'The family did not agree'), ('not_needed', 'No family is there')], default='not_asked', max_length=12, verbose_name='family’s consent')),
                ('consent_note', models.TextField(blank=True, verbose_name='what the family said to it')),
                ('consent_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('planned', 'To do'), ('recorded', 'Recorded'), ('shared', 'Shared'), ('acknowledged', 'Acknowledged'), ('cancelled', 'Cancelled')], default='planned', max_length=14)),
                ('cancelled_on', models.DateField(blank=True, null=True)),
                ('cancelled_why', models.TextField(blank=True, verbose_name='why it was cancelled')),
                ('seen_on', models.DateField(blank=True, null=True, verbose_name='date of the observation')),
                ('present', models.JSONField(blank=True, default=list, verbose_name='who was present')),
                ('seen', models.TextField(blank=True, verbose_name='what was seen')),
                ('strengths', models.TextField(blank=True)),
                ('learning', models.TextField(blank=True)),
                ('family_feedback', models.TextField(blank=True, verbose_name='what other family or friends said')),
                ('child_feedback', models.TextField(blank=True, verbose_name='what the child said')),
                ('parent_feedback', models.TextField(blank=True, verbose_name='what the parents said')),
                ('carer_feedback', models.TextField(blank=True, verbose_name='what the carers said')),
                ('present_also', models.CharField(blank=True, max_length=200, verbose_name='who else was present')),
                ('grade', models.CharField(blank=True, choices=[('strong', 'Strong'), ('secure', 'Secure'), ('developing', 'Developing'), ('concern', 'Of concern')], max_length=12, verbose_name='grade of the observation')),
                ('recorded_on', models.DateField(blank=True, null=True)),
                ('shared_on', models.DateField(blank=True, null=True)),
                ('reflection', models.TextField(blank=True, verbose_name='practitioner’s reflection')),
                ('reflected_on', models.DateField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, verbose_name='practitioner’s answer')),
                ('acknowledged_on', models.DateField(blank=True, null=True)),
                ('audit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='audits.audit')),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='audits.cycle')),
                ('observer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to=settings.AUTH_USER_MODEL)),
                ('practitioner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations_of_work', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='accounts.team', verbose_name="practitioner's team")),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='observations.observationplan')),
                ('template', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='observations.observationtemplate', verbose_name='form')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='observations.observationtype', verbose_name='type')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('observer', models.F('practitioner')), _negated=True), name='nobody_observes_themselves'), models.CheckConstraint(condition=models.Q(('state__in', ('planned', 'cancelled')), ('seen_on__isnull', False), _connector='OR'), name='recorded_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_on__isnull', False), _connector='OR'), name='a_cancelled_observation_has_its_day')],
            },
        ),
        migrations.CreateModel(
            name='PracticeArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('guidance', models.TextField(blank=True)),
                ('domain', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observed_in', to='audits.domain', verbose_name='domain of the audit tool')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='observations.observationtemplate')),
            ],
            options={
                'ordering': ['template_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('template', 'name'), name='a_practice_area_name_once_in_a_form'), models.UniqueConstraint(fields=('template', 'position'), name='a_practice_area_position_once_in_a_form')],
            },
        ),
        migrations.CreateModel(
            name='AreaSeen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('grade', models.CharField(blank=True, choices=[('strong', 'Strong'), ('secure', 'Secure'), ('developing', 'Developing'), ('concern', 'Of concern')], max_length=12, verbose_name='grade of the area')),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas_seen', to='observations.observation')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seen_in', to='observations.practicearea')),
            ],
            options={
                'ordering': ['observation_id', 'area__position'],
                'constraints': [models.UniqueConstraint(fields=('observation', 'area'), name='a_practice_area_once_in_an_observation')],
            },
        ),
        migrations.CreateModel(
            name='AreaQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('guidance', models.TextField(blank=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='observations.practicearea')),
            ],
            options={
                'verbose_name': 'question',
                'ordering': ['area', 'position'],
                'constraints': [models.UniqueConstraint(fields=('area', 'position'), name='a_question_position_once_in_an_area')],
            },
        ),
    ]
