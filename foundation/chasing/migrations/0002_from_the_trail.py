"""Reminders of audits that were kept in the trail alone become rows: one a person a day, as they are limited now."""

from django.db import migrations


def bring(apps, schema_editor):
    Entry = apps.get_model("activity", "Entry")
    Reminder, RemindedThing = apps.get_model("chasing", "Reminder"), apps.get_model("chasing", "RemindedThing")
    people = set(apps.get_model("accounts", "Person").objects.values_list("pk", flat=True))
    reminders = {}
    for entry in Entry.objects.filter(verb="audit.reminded").order_by("pk").iterator():
        audit, person, duty = entry.facts.get("key", "::").split(":")
        if not (audit.isdigit() and person.isdigit() and int(person) in people):
            continue
        at = int(person), entry.day
        if at not in reminders:
            reminders[at] = Reminder.objects.create(person_id=at[0], sent_by_id=entry.actor_id, day=entry.day, way="sent")
        # By which day it was due was not kept; the day of the reminder is the latest that it can have been.
        RemindedThing.objects.get_or_create(reminder=reminders[at], key=f"audit.{duty}:{audit}", defaults={"due": entry.day})


class Migration(migrations.Migration):

    dependencies = [
        ("activity", "0001_initial"),
        ("chasing", "0001_initial"),
    ]

    operations = [migrations.RunPython(bring, migrations.RunPython.noop)]
