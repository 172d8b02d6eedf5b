"""What the list of observations can be narrowed by."""

from typing import Any

import django_filters

from audits.models import Cycle
from foundation.accounts.kept_choices import KeptChoiceFilter
from foundation.accounts.models import Person, Team
from foundation.govuk.forms import GovukFilterForm

from .enums import ObservationState
from .models import Observation, ObservationPlan, ObservationType


def months_seen(request: Any) -> Any:
    return Cycle.objects.filter(observations__in=Observation.objects.visible_to(request.user)).distinct()


def rounds_seen(request: Any) -> Any:
    return ObservationPlan.objects.filter(observations__in=Observation.objects.visible_to(request.user)).distinct()


def kinds_seen(request: Any) -> Any:
    return ObservationType.objects.filter(observations__in=Observation.objects.visible_to(request.user)).distinct()


def teams_seen(request: Any) -> Any:
    return Team.objects.filter(observations__in=Observation.objects.visible_to(request.user)).distinct()


def observers_seen(request: Any) -> Any:
    return Person.objects.filter(observations__in=Observation.objects.visible_to(request.user)).distinct()


class ObservationFilter(django_filters.FilterSet):
    month = KeptChoiceFilter(field_name="cycle", queryset=months_seen, label="Month’s cycle")
    round = KeptChoiceFilter(field_name="plan", queryset=rounds_seen, label="Round")
    kind = KeptChoiceFilter(queryset=kinds_seen, label="Type")
    team = KeptChoiceFilter(queryset=teams_seen, label="Team")
    observer = KeptChoiceFilter(queryset=observers_seen)
    state = django_filters.ChoiceFilter(choices=ObservationState.choices)

    class Meta:
        model = Observation
        fields: list[str] = []
        form = GovukFilterForm
