"""The rows behind a measure, of those that somebody may read, each with `is_counted`."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models.functions import TruncMonth

from actions.models import Action
from actions.querysets import ActionQuerySet
from audits.models import Audit
from audits.querysets import AuditQuerySet, monthly
from foundation.accounts.models import Person
from foundation.council.clock import today
from insight.enums import HealthMeasure
from insight.health.calculations import HealthWindow
from performance.querysets import ValueQuerySet

from .conditions import ACTIONS, AUDITS, is_counted, live_actions
from .figures import NOTED, RESTATED, disagreeing, regular_values
from .people import people_seen


def audits_behind(measure: HealthMeasure, window: HealthWindow, person: Person) -> AuditQuerySet:
    population, condition = AUDITS[measure]
    seen = Audit.objects.with_grades_visible_to(person)
    found = population().filter(monthly(), cycle__month__in=window.now, pk__in=seen.order_by().values("pk"))
    return found.annotate(is_counted=is_counted(condition)).select_related("cycle", "team__service")


def actions_behind(measure: HealthMeasure, window: HealthWindow, person: Person) -> ActionQuerySet:
    day, condition = ACTIONS[measure]
    found = live_actions(person, day, window.first, min(window.last_day, today()))
    seen = Action.objects.visible_to(person).order_by().values("pk")
    of_months = found.filter(pk__in=seen).annotate(month=TruncMonth(day)).filter(month__in=window.now)
    return of_months.annotate(is_counted=is_counted(condition)).select_related("team", "owner")


def figures_behind(window: HealthWindow) -> ValueQuerySet:
    """Those that are flagged, each with why."""
    disagree = disagreeing(window)
    flagged = regular_values(window).filter(RESTATED | NOTED | disagree, month__in=window.now)
    flagged = flagged.annotate(is_restated=is_counted(RESTATED), is_disputed=is_counted(disagree))
    return flagged.select_related("indicator__measure").order_by("-month", "indicator")


@dataclass(frozen=True)
class LeaderSeen:
    """Whether a leader audited or observed in the period; `levels` are the codes of their roles."""

    name: str
    levels: Sequence[str]
    audited: bool
    observed: bool


def leaders_behind(window: HealthWindow) -> list[LeaderSeen]:
    """By name."""
    seen = people_seen(window)
    audited, observed = ({pk for month in window.now for pk in of.get(month, ())} for of in (seen.audited, seen.observed))
    people = Person.objects.filter(pk__in=seen.leaders).order_by("name__folded", "pk").values_list("pk", "name")
    return [LeaderSeen(name, sorted(seen.leaders[pk]), pk in audited, pk in observed) for pk, name in people]
