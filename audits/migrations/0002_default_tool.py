"""The default audit tool, so that an empty database can audit after `migrate` alone. The words are ours."""

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


def add_tool(apps, schema_editor):
    Tool, Domain, Descriptor = (apps.get_model("audits", name) for name in ("Tool", "Domain", "Descriptor"))
    tool = Tool.objects.create(name=TOOL, version=1, published_on=datetime.date(2021, 4, 1))
    for position, (name, guidance, texts) in enumerate(DOMAINS, start=1):
        domain = Domain.objects.create(tool=tool, position=position, name=name, guidance=guidance)
        Descriptor.objects.bulk_create(
            [Descriptor(domain=domain, grade=grade, text=text) for grade, text in zip(("O", "G", "RI", "I"), texts, strict=True)]
        )


class Migration(migrations.Migration):
    dependencies = [("audits", "0001_initial")]
    operations = [migrations.RunPython(add_tool, migrations.RunPython.noop)]
