"""The editions of Ofsted's framework for inspecting local authority children's services (ILACS) that are known."""

import datetime

from django.db import migrations

LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
CARE = "The experiences and progress of children in care"
CARE_LEAVERS = "The experiences and progress of care leavers"
CARE_AND_LEAVERS = "The experiences and progress of children in care and care leavers"
SOURCE = "Ofsted, Inspecting local authority children’s services"
# Name, first day, whether an overall grade is given, what decides which inspection follows, judgements.
EDITIONS = (
    ("ILACS from 2018", datetime.date(2018, 1, 1), True, "overall", (LEADERS, HELP, CARE_AND_LEAVERS)),
    ("ILACS from 2023", datetime.date(2023, 1, 1), True, "overall", (LEADERS, HELP, CARE, CARE_LEAVERS)),
    ("ILACS from April 2026", datetime.date(2026, 4, 1), False, "leaders", (LEADERS, HELP, CARE, CARE_LEAVERS)),
)


def add_editions(apps, schema_editor):
    framework, judgement = apps.get_model("inspections", "InspectionFramework"), apps.get_model("inspections", "FrameworkJudgement")
    for name, first_day, has_overall, followed_by, names in EDITIONS:
        source = f"{SOURCE}, summary of changes, April 2026" if followed_by == "leaders" else SOURCE
        row = framework.objects.create(name=name, first_day=first_day, has_overall=has_overall, followed_by=followed_by, source=source)
        judgement.objects.bulk_create(
            judgement(framework=row, position=place, name=each, of_leaders=each == LEADERS) for place, each in enumerate(names, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]

    operations = [migrations.RunPython(add_editions, migrations.RunPython.noop)]
