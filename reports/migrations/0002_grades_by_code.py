"""Months that reports showed: grades by code where their English names stood, stages by the names that judgements have."""

from django.db import migrations, models

CODES = {
    "Outstanding": "O",
    "Good": "G",
    "Requires improvement to be good": "RI",
    "Inadequate": "I",
    "Not applicable": "NA",
}


def write_codes(apps, schema_editor):
    for row in apps.get_model("reports", "ShownMonth").objects.all():
        row.stage = "agreed" if row.stage == "post" else row.stage
        if "version" not in row.figures:
            row.figures = {"version": 1, "overall": {CODES.get(grade, grade): count for grade, count in row.figures.items()}}
        row.save(update_fields=["stage", "figures"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="shownmonth",
            name="stage",
            field=models.CharField(max_length=10, choices=[("pre", "Before moderation"), ("agreed", "After moderation")]),
        ),
        migrations.AlterField(
            model_name="shownmonth",
            name="figures",
            field=models.JSONField(help_text="How many audits were given each grade, as `stored.SHOWN_FIGURES` has it."),
        ),
        migrations.RunPython(write_codes, migrations.RunPython.noop),
    ]
