"""The default audit tool with what it asks, what it maps to and its checklist, so that an empty database can audit after `migrate` alone. The words are ours."""

import datetime

from django.db import migrations

TOOL = "Audit of a child’s record"

# Domain: guidance, then what each grade looks like, best first.
DOMAINS = [
    (
        "Relationship based practice and direct work",
        "How well the worker knows the child and family, and what difference that relationship makes.",
        (
            "The child trusts the worker. Planned, creative direct work shapes every decision, and the child can say what has changed because of it.",
            "The worker knows the child well and sees them regularly and alone. Wishes and feelings are clear in the record and in the plan.",
            "The child is seen, but direct work is uneven or its learning does not reach the plan. The child’s day is only partly understood.",
            "The child is not seen often enough, or not alone, or their voice is missing. Nobody could say what life is like for them.",
        ),
    ),
    (
        "Assessment",
        "Whether the assessment is up to date, uses history, weighs risk and strength, and says what it means for the child.",
        (
            "A sharp, current analysis that the family recognises. History, identity and research are used to explain need, risk and what will help.",
            "Up to date and balanced. Views of child, family and partners are weighed, and the analysis leads to a clear conclusion.",
            "An assessment exists but is dated, descriptive or thin on history. Its conclusion does not fully follow from what was found.",
            "No current assessment, or one that misses significant harm or need.",
        ),
    ),
    (
        "Multi-agency planning, review and decision making",
        "Whether the plan is the right one, is owned by family and partners, and is reviewed so that it moves.",
        (
            "A plan written with the family that every partner owns. Reviews test progress, change course early and prevent drift.",
            "Clear aims, owners and dates. Partners attend, reviews are on time and decisions are recorded with reasons.",
            "A plan is in place, but aims are vague, partners are missing or reviews are late. Some drift.",
            "No effective plan, or drift that leaves the child without the help or the protection that they need.",
        ),
    ),
    (
        "Management oversight and supervision",
        "Whether managers think with the worker, record why, challenge drift and see that tasks are done.",
        (
            "Reflective supervision changes practice for this child. Oversight is timely, curious and follows every task to its end.",
            "Regular supervision with reflection and clear decisions. Managers know the child’s story and check progress.",
            "Supervision happens but is task-led or irregular. Actions are repeated from one session to the next.",
            "Little or no oversight, or decisions without reasons. Drift or risk went unchallenged.",
        ),
    ),
    (
        "Overall outcomes and impact",
        "What is better for this child because of our work.",
        (
            "Life is clearly and lastingly better. Child, family and partners say so, and the record shows how it came about.",
            "The child is safer and doing better in the ways that the plan intended.",
            "Some things are better, but slowly or unevenly. Impact is stated more often than shown.",
            "Little has changed or things are worse, and the response does not match the need.",
        ),
    ),
]

# Domain: inspection judgement, outcome or enabler of the national framework, what to ask.
ASKED = {
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


def add_tool(apps, schema_editor):
    Tool, Domain, Descriptor = (apps.get_model("audits", name) for name in ("Tool", "Domain", "Descriptor"))
    tool = Tool.objects.create(name=TOOL, version=1, published_on=datetime.date(2021, 4, 1))
    for position, (name, guidance, texts) in enumerate(DOMAINS, start=1):
        domain = Domain.objects.create(tool=tool, position=position, name=name, guidance=guidance)
        Descriptor.objects.bulk_create(
            [Descriptor(domain=domain, grade=grade, text=text) for grade, text in zip(("O", "G", "RI", "I"), texts, strict=True)]
        )


def fill_in(apps, schema_editor):
    Domain, Question, Item = (apps.get_model("audits", name) for name in ("Domain", "Question", "ChecklistItem"))
    for name, (judgement, framework, questions) in ASKED.items():
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


def add_all(apps, schema_editor):
    """One step, since each step of a migration makes every model again."""
    add_tool(apps, schema_editor)
    fill_in(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("audits", "0001_initial")]
    operations = [migrations.RunPython(add_all, migrations.RunPython.noop)]
