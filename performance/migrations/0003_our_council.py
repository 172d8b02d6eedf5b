"""Our own council, whose figures the regular tables are."""

from django.db import migrations


def add_our_council(apps, schema_editor):
    # The first row of an empty table, so its key is 1 and the next one's 2, whichever database counts.
    apps.get_model("performance", "Place").objects.create(kind="ours", name="Our council")


class Migration(migrations.Migration):
    dependencies = [("performance", "0002_indicators")]

    operations = [migrations.RunPython(add_our_council, migrations.RunPython.noop)]
