"""Warnings that somebody has looked at are rows of their own; the trail tells who did so as history."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.guard.enums import WarningKind
from foundation.guard.models import DismissedWarning
from foundation.guard.queries import dismissed_at
from foundation.guard.services import dismiss_warnings

OLD = import_module("foundation.guard.migrations.0001_dismissed_warnings")


def test_a_warning_is_dismissed_once_at_its_place(lead, started_audit):
    warning = {"actor": lead.person, "target": started_audit, "kind": WarningKind.IDENTITY}

    assert dismiss_warnings(**warning, marks=["one", "two"]) == ["one", "two"]
    assert dismiss_warnings(**warning, marks=["two", "three"]) == ["three"]
    assert dismissed_at(started_audit) == {"one", "two", "three"}
    assert dismissed_at(started_audit, WarningKind.FIGURES) == set()
    first = DismissedWarning.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        DismissedWarning.objects.create(
            target_type=first.target_type, target_id=first.target_id, kind=first.kind, mark=first.mark, dismissed_by=lead.person
        )


def test_what_the_trail_alone_knew_is_carried_over(lead, started_audit):
    """As entries stood before there was a table."""
    record(actor=lead.person, verb="audit.warning_dismissed", target=started_audit, mark="one")
    record(actor=lead.person, verb="words.kept", target=started_audit, marks=["two", "three"], why="A street.")
    record(actor=lead.person, verb="words.kept", target=started_audit, marks=["three"], why="Again.")
    record(actor=lead.person, verb="report.figures_confirmed", target=started_audit, section="audits", marks=["four"], said=["So."])
    entries = Entry.objects.count()

    for _ in range(2):
        OLD.carry_over(apps, None)

    assert dismissed_at(started_audit) == {"one", "two", "three"}
    assert dismissed_at(started_audit, WarningKind.FIGURES) == {"four"}
    assert {row.dismissed_by for row in DismissedWarning.objects.all()} == {lead.person}
    assert Entry.objects.count() == entries
