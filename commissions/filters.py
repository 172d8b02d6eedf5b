"""What the list of commissioned work can be narrowed by."""

from typing import Any

import django_filters

from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.govuk.forms import GovukFilterForm

from .enums import AskedBy, CommissionState
from .models import Commission
from .querysets import CommissionQuerySet

OPEN, OVERDUE, UNTOLD = "open", "overdue", "untold"
TIMINGS = [(OPEN, "Not answered yet"), (OVERDUE, "Overdue"), (UNTOLD, "Answered or withdrawn, and in no report yet")]


def leads_seen(request: Any) -> Any:
    return Person.objects.filter(commissions__in=Commission.objects.visible_to(request.user)).distinct()


class CommissionFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=CommissionState.choices)
    stage = django_filters.ChoiceFilter(choices=TIMINGS, method="at_stage", label="How far it is")
    asked_by = django_filters.ChoiceFilter(choices=AskedBy.choices, label="Asked by")
    lead = django_filters.ModelChoiceFilter(queryset=leads_seen, label="Led by")

    class Meta:
        model = Commission
        fields: list[str] = []
        form = GovukFilterForm

    def at_stage(self, found: CommissionQuerySet, name: str, stage: str) -> CommissionQuerySet:
        if stage == OVERDUE:
            return found.overdue(today())
        return found.open() if stage == OPEN else found.filter(closed_on__isnull=False, told_first=None)
