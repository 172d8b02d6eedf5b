"""Months up to the last that an approved report shows are released: the Board has read them."""

from django.db import migrations

OUR_COUNCIL = 1


def release(apps, schema_editor):
    report = apps.get_model("reports", "Report").objects.filter(state="approved").order_by("-last_month", "-approved_on").first()
    if report is None:
        return
    values, audits = apps.get_model("performance", "Value"), apps.get_model("audits", "Audit")
    months = set(values.objects.filter(place=OUR_COUNCIL, month__lte=report.last_month).values_list("month", flat=True).distinct())
    months |= set(audits.objects.filter(submitted_on__isnull=False, cycle__month__lte=report.last_month).values_list("cycle__month", flat=True))
    releases = apps.get_model("performance", "MonthRelease")
    given = {"released_by_id": report.approved_by_id, "released_on": report.approved_on}
    releases.objects.bulk_create(releases(month=month, **given) for month in sorted(months))


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("performance", "0005_month_release"), ("audits", "0004_published_tools_stand")]

    operations = [migrations.RunPython(release, migrations.RunPython.noop)]
