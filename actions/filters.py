"""What the tracker can be narrowed by."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef

from actions.pages.groups import WITHOUT
from actions.pages.overseeing import QUEUES
from actions.pages.tracker import TABS
from actions.queries.queues import in_queue
from audits.models import Domain
from foundation.accounts.kept_choices import KeptChoiceFilter
from foundation.accounts.models import Person, Service, Team
from foundation.council.clock import today
from foundation.council.months import add_months, parse_month
from foundation.govuk.forms import GovukFilterForm

from .calculations.ageing import BUCKETS, BY_KEY
from .enums import ActionSource, ActionState, Level, Priority
from .models import Action, ActionRules
from .queries.naming import with_owner_named
from .queries.tracker import BY_FIRST, RECENT_DAYS, of_tab
from .querysets import ActionQuerySet

EVERY, CLOSED = "every", "closed"
STATES = [*ActionState.choices, (CLOSED, "Closed, effective or not"), (EVERY, "Every state")]
TIMINGS = [
    ("soon", "Due soon"),
    ("overdue", "Overdue"),
    *((bucket.key, bucket.words) for bucket in BUCKETS),
    (BY_FIRST, "Late by the first date alone"),
    ("closed", f"Closed in the last {RECENT_DAYS} days"),
]


def seen(request: Any) -> ActionQuerySet:
    return Action.objects.visible_to(request.user).live().order_by()


# Asked of each person, team… in turn, which ends at the first action found; gathering all actions first would take ever longer.


def owners_seen(request: Any) -> Any:
    """Leave out owners whose only listed actions are late ones, where the reader may see lateness by service alone."""
    named = with_owner_named(seen(request), request.user, today())
    return Person.objects.filter(Exists(named.filter(owner=OuterRef("pk"))))


def teams_seen(request: Any) -> Any:
    return Team.objects.filter(Exists(seen(request).filter(team=OuterRef("pk"))))


def services_seen(request: Any) -> Any:
    return Service.objects.filter(Exists(seen(request).of_service(OuterRef("pk"))))


def domains_seen(request: Any) -> Any:
    return Domain.objects.filter(Exists(seen(request).filter(domains=OuterRef("pk")))).select_related("tool")


class TrackerForm(GovukFilterForm):
    def options_of(self, name: str) -> Any:
        return {**super().options_of(name), **({"empty_label": "Not closed yet"} if name == "state" else {})}


class ActionFilter(django_filters.FilterSet):
    """Without a choice of state the list holds what is not closed: open, or done and to be verified.

    `in_every_state`, there once `qs` was asked for, holds what else was chosen, closed or not: of it counts by state are taken.
    """

    view = django_filters.ChoiceFilter(choices=list(TABS.items()), method="in_tab", widget=forms.HiddenInput)
    owner = KeptChoiceFilter(queryset=owners_seen)
    team = KeptChoiceFilter(queryset=teams_seen)
    service = KeptChoiceFilter(
        queryset=services_seen, method="in_service", label="Service", null_label="Without a service", null_value=WITHOUT
    )
    state = django_filters.ChoiceFilter(choices=STATES, method="in_state")
    timing = django_filters.ChoiceFilter(choices=TIMINGS, method="by_due_date", label="Due")
    queue = django_filters.ChoiceFilter(choices=list(QUEUES.items()), method="of_queue", label="Waits for")
    source = django_filters.ChoiceFilter(choices=ActionSource.choices, method="from_source", label="From")
    domain = KeptChoiceFilter(queryset=domains_seen, field_name="domains", label="Domain")
    level = django_filters.ChoiceFilter(choices=Level.choices, label="Concerns")
    priority = django_filters.ChoiceFilter(choices=Priority.choices)
    month = django_filters.CharFilter(method="raised_in", label="Month raised")

    class Meta:
        model = Action
        fields: list[str] = []
        form = TrackerForm

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["month"].extra["help_text"] = "For example, 2023-06"

    def filter_queryset(self, queryset: ActionQuerySet) -> ActionQuerySet:
        found = super().filter_queryset(queryset)
        given = self.form.cleaned_data
        if given.get("owner"):
            found = with_owner_named(found, self.request.user, today())
        self.in_every_state = found.standing()
        chooses_state = given.get("state") or given.get("queue") or given.get("timing") == CLOSED
        return found if chooses_state else found.unfinished()

    def in_service(self, actions: ActionQuerySet, name: str, service: Service | str) -> ActionQuerySet:
        return actions.of_service(None if service == WITHOUT else service)

    def in_tab(self, actions: ActionQuerySet, name: str, tab: str) -> ActionQuerySet:
        return of_tab(actions, tab, self.request.user)

    def in_state(self, actions: ActionQuerySet, name: str, state: str) -> ActionQuerySet:
        if state == CLOSED:
            return actions.closed()
        return actions if state == EVERY else actions.filter(state=state)

    def by_due_date(self, actions: ActionQuerySet, name: str, timing: str) -> ActionQuerySet:
        if timing == "soon":
            return actions.due_soon(today(), ActionRules.current().due_soon_days)
        if timing == "closed":
            return actions.closed_since(today() - datetime.timedelta(days=RECENT_DAYS))
        if timing == BY_FIRST:
            return actions.overdue_by_first(today()).filter(due__gte=today())
        bucket = BY_KEY.get(timing)
        return actions.late_by(bucket.first, bucket.last, today()) if bucket else actions.overdue(today())

    def of_queue(self, actions: ActionQuerySet, name: str, queue: str) -> ActionQuerySet:
        return in_queue(actions, queue, self.request.user)

    def from_source(self, actions: ActionQuerySet, name: str, source: str) -> ActionQuerySet:
        empty = {f"{kind}__isnull": kind != source for kind in ("audit", "observation", "indicator", "study")}
        return actions.filter(**empty)

    def raised_in(self, actions: ActionQuerySet, name: str, code: str) -> ActionQuerySet:
        """What is no month narrows nothing, and the chip that shows it says what was typed."""
        try:
            month = parse_month(code)
        except ValueError:
            return actions.none()
        return actions.filter(raised_on__gte=month, raised_on__lt=add_months(month, 1))
