"""Types of observations become rows with dates, forms have versions, and observations are planned, answered and graded on their own scale.

Observations that are recorded already keep their type and words; they have no form, since none was there. The words of the forms are ours.
"""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery

FIRST_DAY = datetime.date(2020, 1, 1)
FAMILY, MEETING, SUPERVISION = "Practice with a child and family", "Decisions made without the family there", "Supervision"
RELATIONSHIP = "Relationship based practice and direct work"
ASSESSMENT = "Assessment"
PLANNING = "Multi-agency planning, review and decision making"
OVERSIGHT = "Management oversight and supervision"
OUTCOMES = "Overall outcomes and impact"

# Code, name, whether a family is there, form; in the order in which they are offered.
TYPES = [
    ("visit", "Visit to a child or family", True, FAMILY),
    ("review_meeting", "Review meeting", True, FAMILY),
    ("conference", "Child protection conference", True, FAMILY),
    ("core_group", "Core group", True, FAMILY),
    ("family_meeting", "Family group decision-making meeting", True, FAMILY),
    ("supervision", "Supervision", False, SUPERVISION),
    ("strategy", "Strategy discussion", False, MEETING),
    ("legal_planning", "Legal planning meeting", False, MEETING),
    ("other_meeting", "Another meeting", True, FAMILY),
]
# Form: its areas, each with the domain of the audit tool that it may be set beside, and what the observer looks for.
FORMS = {
    FAMILY: [
        ("Relationship and respect", RELATIONSHIP, ["Does the practitioner listen more than they speak?", "Are words plain and kind?"]),
        ("The child’s voice", RELATIONSHIP, ["Is the child seen, heard and answered?", "Does what they say change what is decided?"]),
        ("Curiosity and analysis", ASSESSMENT, ["Are strengths and worries explored rather than assumed?", "Is history used?"]),
        ("Planning with the family", PLANNING, ["Does the family know what happens next, and by when?", "Do partners play their part?"]),
        ("Identity and inclusion", RELATIONSHIP, ["Are culture, faith, disability and language thought of?"]),
        ("Difference that is made", OUTCOMES, ["What is better for this child because of the meeting or visit?"]),
    ],
    MEETING: [
        ("The child at the centre", RELATIONSHIP, ["Do people talk about the child’s life, wishes and feelings?"]),
        ("Weighing risk and strength", ASSESSMENT, ["Is the evidence tested?", "Are other explanations considered?"]),
        ("Partners’ part", PLANNING, ["Is everybody there who should be?", "Is challenge welcomed?"]),
        ("Decisions and reasons", PLANNING, ["Is each decision clear, with its reason, an owner and a day?"]),
    ],
    SUPERVISION: [
        ("Reflection", OVERSIGHT, ["Is there time to think about one child in depth?", "Are feelings spoken of?"]),
        ("Oversight of plans", OVERSIGHT, ["Are earlier actions followed to their end?", "Is drift noticed and challenged?"]),
        ("Support and learning", OVERSIGHT, ["Is workload and wellbeing asked about?", "Is something learned together?"]),
        ("Decisions and reasons", OVERSIGHT, ["Are decisions clear, with their reasons?"]),
    ],
}


def add_types(apps, schema_editor):
    """Before the column of observations points to them."""
    kinds = apps.get_model("observations", "ObservationType").objects
    for position, (code, name, with_family, form) in enumerate(TYPES, start=1):
        kinds.create(code=code, name=name, position=position, with_family=with_family, form=form, first_day=FIRST_DAY)


def add_forms(apps, schema_editor):
    templates, areas, questions = (
        apps.get_model("observations", name).objects for name in ("ObservationTemplate", "PracticeArea", "AreaQuestion")
    )
    domains = {}
    for domain in apps.get_model("audits", "Domain").objects.filter(tool__published_on__isnull=False).order_by("tool__version"):
        domains[domain.name] = domain
    for name, held in FORMS.items():
        template = templates.create(name=name, version=1, published_on=FIRST_DAY)
        for position, (called, domain, asked) in enumerate(held, start=1):
            area = areas.create(template=template, position=position, name=called, domain=domains.get(domain))
            for place, text in enumerate(asked, start=1):
                questions.create(area=area, position=place, text=text)


def keep_what_is_there(apps, schema_editor):
    """The month of each observation is its cycle's; the day that it was due is the one planned first; what is to do has a form."""
    observations = apps.get_model("observations", "Observation").objects
    cycles = apps.get_model("audits", "Cycle").objects.filter(pk=OuterRef("cycle"))
    observations.update(month=Subquery(cycles.values("month")), first_due=F("due"))
    observations.filter(kind__with_family=False).update(consent="not_needed")
    templates = {template.name: template for template in apps.get_model("observations", "ObservationTemplate").objects.all()}
    for kind in apps.get_model("observations", "ObservationType").objects.all():
        observations.filter(state="planned", kind=kind).update(template=templates[kind.form])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0003_lists_of_teams"),
        ("audits", "0020_letters_owed"),
        ("observations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='AreaQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('guidance', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'question',
                'ordering': ['area', 'position'],
            },
        ),
        migrations.CreateModel(
            name='AreaSeen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('grade', models.CharField(blank=True, choices=[('strong', 'Strong'), ('secure', 'Secure'), ('developing', 'Developing'), ('concern', 'Of concern')], max_length=12, verbose_name='grade of the area')),
            ],
            options={
                'ordering': ['observation_id', 'area__position'],
            },
        ),
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
            ],
            options={
                'ordering': ['-first_day', '-pk'],
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
            ],
            options={
                'ordering': ['name__folded', 'version'],
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
            },
        ),
        migrations.CreateModel(
            name='PracticeArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('guidance', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['template_id', 'position'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='observation',
            name='recorded_has_its_day',
        ),
        migrations.AddField(
            model_name='observation',
            name='acknowledged_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='observation',
            name='answer',
            field=models.TextField(blank=True, verbose_name='practitioner’s answer'),
        ),
        migrations.AddField(
            model_name='observation',
            name='cancelled_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='observation',
            name='cancelled_why',
            field=models.TextField(blank=True, verbose_name='why it was cancelled'),
        ),
        migrations.AddField(
            model_name='observation',
            name='consent',
            field=models.CharField(choices=[('not_asked', 'Not asked yet'), ('given', 'The family agreed'), ('refused', 'The family did not agree'), ('not_needed', 'No family is there')], default='not_asked', max_length=12, verbose_name='family’s consent'),
        ),
        migrations.AddField(
            model_name='observation',
            name='consent_note',
            field=models.TextField(blank=True, verbose_name='what the family said to it'),
        ),
        migrations.AddField(
            model_name='observation',
            name='consent_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='observation',
            name='first_due',
            field=models.DateField(blank=True, null=True, verbose_name='planned first for'),
        ),
        migrations.AddField(
            model_name='observation',
            name='grade',
            field=models.CharField(blank=True, choices=[('strong', 'Strong'), ('secure', 'Secure'), ('developing', 'Developing'), ('concern', 'Of concern')], max_length=12, verbose_name='grade of the observation'),
        ),
        migrations.AddField(
            model_name='observation',
            name='preparation',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='observation',
            name='present',
            field=models.JSONField(blank=True, default=list, verbose_name='who was present'),
        ),
        migrations.AddField(
            model_name='observation',
            name='reflected_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='observation',
            name='reflection',
            field=models.TextField(blank=True, verbose_name='practitioner’s reflection'),
        ),
        migrations.AddField(
            model_name='observation',
            name='rescheduled_why',
            field=models.TextField(blank=True, verbose_name='why it was rescheduled'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='cycle',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='audits.cycle'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='state',
            field=models.CharField(choices=[('planned', 'To do'), ('recorded', 'Recorded'), ('shared', 'Shared'), ('acknowledged', 'Acknowledged'), ('cancelled', 'Cancelled')], default='planned', max_length=14),
        ),
        migrations.AddField(
            model_name='areaseen',
            name='observation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas_seen', to='observations.observation'),
        ),
        migrations.AddField(
            model_name='observationplan',
            name='cycle',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observation_plans', to='audits.cycle'),
        ),
        migrations.AddField(
            model_name='observation',
            name='plan',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='observations.observationplan'),
        ),
        migrations.AddField(
            model_name='observationtemplate',
            name='based_on',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_version', to='observations.observationtemplate'),
        ),
        migrations.AddField(
            model_name='observation',
            name='template',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='observations.observationtemplate', verbose_name='form'),
        ),
        migrations.AddField(
            model_name='practicearea',
            name='domain',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observed_in', to='audits.domain', verbose_name='domain of the audit tool'),
        ),
        migrations.AddField(
            model_name='practicearea',
            name='template',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='observations.observationtemplate'),
        ),
        migrations.AddField(
            model_name='areaseen',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seen_in', to='observations.practicearea'),
        ),
        migrations.AddField(
            model_name='areaquestion',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='observations.practicearea'),
        ),
        migrations.AddConstraint(
            model_name='observationplan',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='an_observation_plan_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='observationplan',
            constraint=models.CheckConstraint(condition=models.Q(('expected__gte', 1)), name='an_observation_plan_expects_one'),
        ),
        migrations.AddConstraint(
            model_name='observationtemplate',
            constraint=models.UniqueConstraint(fields=('name', 'version'), name='an_observation_form_version_once'),
        ),
        migrations.AddConstraint(
            model_name='observationtemplate',
            constraint=models.UniqueConstraint(condition=models.Q(('published_on__isnull', True)), fields=('name',), name='one_draft_of_an_observation_form'),
        ),
        migrations.AddConstraint(
            model_name='practicearea',
            constraint=models.UniqueConstraint(fields=('template', 'name'), name='a_practice_area_name_once_in_a_form'),
        ),
        migrations.AddConstraint(
            model_name='practicearea',
            constraint=models.UniqueConstraint(fields=('template', 'position'), name='a_practice_area_position_once_in_a_form'),
        ),
        migrations.AddConstraint(
            model_name='areaseen',
            constraint=models.UniqueConstraint(fields=('observation', 'area'), name='a_practice_area_once_in_an_observation'),
        ),
        migrations.AddConstraint(
            model_name='areaquestion',
            constraint=models.UniqueConstraint(fields=('area', 'position'), name='a_question_position_once_in_an_area'),
        ),
        migrations.AddConstraint(
            model_name='observationtype',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='an_observation_type_ends_after_it_begins'),
        ),
        migrations.AddField(
            model_name='observation',
            name='month',
            field=models.DateField(null=True),
        ),
        migrations.RunPython(add_types, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='observation',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='observations.observationtype', verbose_name='type'),
        ),
        migrations.RunPython(add_forms, migrations.RunPython.noop),
        migrations.RunPython(keep_what_is_there, migrations.RunPython.noop),
        migrations.AlterField(model_name='observation', name='month', field=models.DateField()),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('planned', 'cancelled')), ('seen_on__isnull', False), _connector='OR'), name='recorded_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_on__isnull', False), _connector='OR'), name='a_cancelled_observation_has_its_day'),
        ),
    ]
