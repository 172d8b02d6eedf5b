"""Warnings that somebody has looked at are rows of their own; the trail tells who did so as history."""

import pytest
from django.db import IntegrityError, transaction

from foundation.guard.enums import WarningKind
from foundation.guard.models import DismissedWarning
from foundation.guard.queries import dismissed_at
from foundation.guard.services import dismiss_warnings


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
