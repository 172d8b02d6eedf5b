"""Reminders that earlier versions kept in the trail alone are rows afterwards."""

import importlib

from django.apps import apps

from foundation.activity.trail import record
from foundation.chasing.models import RemindedThing, Reminder
from foundation.chasing.queries import last_reminders

BRING = importlib.import_module("foundation.chasing.migrations.0002_from_the_trail").bring


def test_one_row_a_person_a_day_with_everything_that_they_were_reminded_of(lead, auditor, moderator, allocated_audit):
    for person, duty in ((auditor.person, "audit"), (auditor.person, "letter"), (moderator.person, "moderate"), (auditor.person, "audit")):
        record(actor=lead.person, verb="audit.reminded", target=allocated_audit, key=f"{allocated_audit.pk}:{person.pk}:{duty}")
    record(actor=lead.person, verb="audit.reminded", target=allocated_audit, key="1:999999:audit")

    BRING(apps, None)

    assert sorted(Reminder.objects.values_list("person__name", flat=True)) == ["Amina Yusuf", "Morwenna Pask"]
    assert RemindedThing.objects.count() == 3
    last = last_reminders([f"audit.audit:{allocated_audit.pk}"])[auditor.person.pk, f"audit.audit:{allocated_audit.pk}"]
    assert (last.by, last.times) == (lead.person, 1)
