"""What the list of events can be narrowed by."""

from typing import Any

import django_filters

from audits.models import Domain
from audits.tool.queries import current_tool
from foundation.council.clock import today
from foundation.govuk.forms import GovukFilterForm

from .enums import EventKind, EventState
from .models import LearningEvent
from .querysets import LearningEventQuerySet

COMING, OVER = "coming", "over"
WHEN = [(COMING, "Today or later"), (OVER, "Over")]


def newest_domains(request: Any) -> Any:
    return Domain.objects.filter(tool=current_tool())


class EventFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=EventKind.choices)
    state = django_filters.ChoiceFilter(choices=EventState.choices)
    when = django_filters.ChoiceFilter(choices=WHEN, method="at_time", label="When")
    domains = django_filters.ModelChoiceFilter(queryset=newest_domains, label="Should move the domain")

    class Meta:
        model = LearningEvent
        fields: list[str] = []
        form = GovukFilterForm

    def at_time(self, found: LearningEventQuerySet, name: str, when: str) -> LearningEventQuerySet:
        return found.filter(last_day__gte=today()) if when == COMING else found.filter(last_day__lt=today())
