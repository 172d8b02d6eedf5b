"""What the tracker can be narrowed by."""

from typing import Any

import django_filters
from django import forms

from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.govuk.forms import GovukFilterForm

from .enums import ActionSource, ActionState, Priority
from .models import Action
from .queries.tracker import TABS, of_tab
from .querysets import ActionQuerySet

EVERY = "every"
STATES = [*ActionState.choices, (EVERY, "Every state")]
TIMINGS = [("overdue", "Overdue"), ("week", "Due within 7 days")]


def owners_seen(request: Any) -> Any:
    return Person.objects.filter(actions__in=Action.objects.visible_to(request.user).live()).distinct()


def teams_seen(request: Any) -> Any:
    return Team.objects.filter(actions__in=Action.objects.visible_to(request.user).live()).distinct()


class TrackerForm(GovukFilterForm):
    def options_of(self, name: str) -> Any:
        return {**super().options_of(name), **({"empty_label": "Not closed yet"} if name == "state" else {})}


class ActionFilter(django_filters.FilterSet):
    """Without a choice of state the list holds what is not closed: open, or done and to be verified."""

    view = django_filters.ChoiceFilter(choices=list(TABS.items()), method="in_tab", widget=forms.HiddenInput)
    owner = django_filters.ModelChoiceFilter(queryset=owners_seen)
    team = django_filters.ModelChoiceFilter(queryset=teams_seen)
    state = django_filters.ChoiceFilter(choices=STATES, method="in_state")
    timing = django_filters.ChoiceFilter(choices=TIMINGS, method="by_due_date", label="Due")
    source = django_filters.ChoiceFilter(choices=ActionSource.choices, method="from_source", label="From")
    priority = django_filters.ChoiceFilter(choices=Priority.choices)

    class Meta:
        model = Action
        fields: list[str] = []
        form = TrackerForm

    def filter_queryset(self, queryset: ActionQuerySet) -> ActionQuerySet:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data["state"] else found.unfinished()

    def in_tab(self, actions: ActionQuerySet, name: str, tab: str) -> ActionQuerySet:
        return of_tab(actions, tab, self.request.user)

    def in_state(self, actions: ActionQuerySet, name: str, state: str) -> ActionQuerySet:
        return actions if state == EVERY else actions.filter(state=state)

    def by_due_date(self, actions: ActionQuerySet, name: str, timing: str) -> ActionQuerySet:
        return actions.overdue(today()) if timing == "overdue" else actions.due_within_a_week(today())

    def from_source(self, actions: ActionQuerySet, name: str, source: str) -> ActionQuerySet:
        empty = {f"{kind}__isnull": kind != source for kind in ("audit", "observation", "indicator")}
        return actions.filter(**empty)
