"""The default tool's mapping to inspection and framework, what to ask in each domain, and its checklist. The words are ours."""

from django.db import migrations

# Domain: inspection judgement, outcome or enabler of the national framework, what to ask.
DOMAINS = {
    "Relationship based practice and direct work": (
        "help",
        "outcome_1",
        (
            "Was the child seen, alone where that is right, as often as their need asks?",
            "What does the child say about their life, in their own words?",
            "What has direct work changed in the plan?",
        ),
    ),
    "Assessment": (
        "help",
        "outcome_3",
        (
            "Is the assessment recent enough for what has happened since?",
            "Are history, identity and the part of both parents weighed, not just listed?",
            "Does the conclusion say what happens to this child if nothing changes?",
        ),
    ),
    "Multi-agency planning, review and decision making": (
        "help",
        "enabler_1",
        (
            "Could the family say what the plan asks of them and why?",
            "Were the partners who matter there, and what did they do?",
            "Where the plan stood still, who noticed and what changed?",
        ),
    ),
    "Management oversight and supervision": (
        "leaders",
        "enabler_2",
        (
            "Do managers record why they decided, and was the decision followed through?",
            "Did supervision help the worker to think about this child?",
        ),
    ),
    "Overall outcomes and impact": (
        "help",
        "outcome_1",
        (
            "What is better for this child than when the work began, and who says so?",
            "What would have happened without us?",
        ),
    ),
}
CARED_FOR, CARE_EXPERIENCED = "cared_for", "care_experienced"
# Item: the plan types that it is asked of, none being all.
CHECKLIST = (
    ("The chronology is up to date", ()),
    ("Visits were made within the time that the plan sets", ()),
    ("Names and contact details of parents and of those who share parental responsibility are recorded", ()),
    ("Ethnicity, language, religion and disability are recorded", ()),
    ("Supervision of this child’s worker is recorded for each of the last three months", ()),
    ("The conference or core group met on time", ("child_protection",)),
    ("The health assessment and the dental check are in date", (CARED_FOR,)),
    ("The pathway plan is in date", (CARE_EXPERIENCED,)),
)


def fill_in(apps, schema_editor):
    Domain, Question, Item = (apps.get_model("audits", name) for name in ("Domain", "Question", "ChecklistItem"))
    for name, (judgement, framework, questions) in DOMAINS.items():
        domain = Domain.objects.get(tool__version=1, name=name)
        domain.judgement, domain.framework = judgement, framework
        domain.save()
        Question.objects.bulk_create(
            [Question(domain=domain, position=position, text=text) for position, text in enumerate(questions, start=1)]
        )
    tool = domain.tool
    Item.objects.bulk_create(
        [
            Item(tool=tool, position=position, text=text, plan_types=list(types))
            for position, (text, types) in enumerate(CHECKLIST, start=1)
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("audits", "0002_default_tool")]
    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
