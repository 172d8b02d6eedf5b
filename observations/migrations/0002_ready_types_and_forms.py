"""The types of observations that a council usually does, and a form for each, to begin with. The words are ours."""

import datetime

from django.db import migrations

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


def add_all(apps, schema_editor):
    """One step, since each step of a migration makes every model again."""
    add_types(apps, schema_editor)
    add_forms(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("observations", "0001_initial"), ("audits", "0002_default_tool")]
    operations = [migrations.RunPython(add_all, migrations.RunPython.noop)]
