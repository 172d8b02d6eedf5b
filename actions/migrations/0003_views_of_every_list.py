"""Saved views are of every list: those of the tracker move to their new table, with their numbers, so that the trail still names them."""

from django.core.management.color import no_style
from django.db import migrations


def move(apps, schema_editor):
    before, after = apps.get_model("actions", "SavedView"), apps.get_model("saved_views", "SavedView")
    rows = before.objects.values("pk", "person_id", "name", "filters", "is_shared")
    after.objects.bulk_create([after(place="actions:list", **row) for row in rows])
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [after]):
        schema_editor.execute(statement)
    kinds = apps.get_model("contenttypes", "ContentType").objects
    if not kinds.filter(app_label="saved_views", model="savedview").exists():
        kinds.filter(app_label="actions", model="savedview").update(app_label="saved_views")


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("saved_views", "0001_initial"),
        ("actions", "0002_evidence_protects"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop), migrations.DeleteModel("SavedView")]
