"""The day on which a month's moderation was first finished; of months that have come so far already, the day of their last audit."""

from django.db import migrations, models
from django.db.models import Count, Exists, Max, OuterRef, Q

FINISHED = ["moderated", "released"]


def settle_months(apps, schema_editor):
    """Every submitted audit is agreed, or was before it was opened again, and they are at least half of the month."""
    audits, versions = apps.get_model("audits", "Audit"), apps.get_model("audits", "AuditVersion")
    cycles = apps.get_model("audits", "Cycle")
    again = Exists(versions.objects.filter(audit=OuterRef("pk"), state__in=FINISHED))
    live = audits.objects.exclude(state="withdrawn").annotate(was_agreed=again)
    submitted = Q(submitted_on__isnull=False)
    agreed = submitted & (Q(state__in=FINISHED) | Q(was_agreed=True))
    counts = {"live": Count("pk"), "submitted": Count("pk", filter=submitted), "agreed": Count("pk", filter=agreed)}
    rows = live.order_by().values("cycle", "cycle__expected").annotate(**counts, last=Max("finished_on"), came=Max("submitted_on"))
    for row in rows:
        wanted = max(row["cycle__expected"] or 0, row["live"])
        if row["submitted"] and row["agreed"] == row["submitted"] and row["submitted"] * 2 >= wanted:
            cycles.objects.filter(pk=row["cycle"]).update(settled_on=row["last"] or row["came"])


class Migration(migrations.Migration):
    dependencies = [("audits", "0004_published_tools_stand")]

    operations = [
        migrations.AddField(
            model_name="cycle",
            name="settled_on",
            field=models.DateField(
                blank=True,
                help_text="Since then the month is shown by its agreed grades.",
                null=True,
                verbose_name="moderation first finished on",
            ),
        ),
        migrations.RunPython(settle_months, migrations.RunPython.noop, elidable=True),
    ]
