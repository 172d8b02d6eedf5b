from django.db import migrations


def count_what_is_there(apps, schema_editor):
    """By the service, which writes to the tables as they are now: so it is done after the last migration that changes them."""
    from audits.models import Audit
    from audits.services.counting import rebuild_counts

    if Audit.objects.exists():
        rebuild_counts()


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0004_source_dip_sample"),
        ("audits", "0019_counts_of_work"),
        ("observations", "0001_initial"),
    ]

    operations = [migrations.RunPython(count_what_is_there, migrations.RunPython.noop, elidable=True)]
