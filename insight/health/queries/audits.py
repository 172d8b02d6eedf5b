"""What is counted of audits: voices, the practitioner, moderation, closed records; which services, plan types and children."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum

from audits.enums import PRACTICE_GRADES, AuditState, CountedBy, CountedState, Grade, PlanType
from audits.models import Audit, CountedAudit, ReAudit
from audits.querysets import AuditQuerySet
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Service
from foundation.council.months import month_code
from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import STEPS, HealthFigure, HealthPart, HealthWindow, Months, Steps, shown_in, summed_figure
from insight.models import HealthRules
from insight.queries.counted import FINISHED, Scope, audits_by, counted
from performance.models import Value

from . import conditions as c

M = HealthMeasure
_HERE = Q(imported=False)
_FINISHED = Q(state__in=(AuditState.MODERATED, AuditState.RELEASED))


def _by_month(audits: AuditQuerySet, window: HealthWindow, **conditions: Q) -> list[dict[str, Any]]:
    """A row for each month, with how many audits meet each condition."""
    rows = audits.filter(cycle__month__in=window.months).order_by().values("cycle__month")
    return list(rows.annotate(**{name: Count("pk", filter=condition) for name, condition in conditions.items()}))


def _months(rows: Iterable[Mapping[str, Any]], count: str, n: str) -> Months:
    return {row["cycle__month"]: Share(row[count], row[n]) for row in rows}


def audit_figures(window: HealthWindow) -> list[HealthFigure]:
    """Feedback, the practitioner's part, moderation and closed records, in one query."""
    rows = _by_month(
        Audit.objects.submitted(),
        window,
        every=Q(pk__isnull=False),
        here=_HERE,
        finished=_FINISHED,
        sought=_HERE & c.AUDITS[M.FEEDBACK_SOUGHT][1],
        sought_of_child=_HERE & c.SOUGHT_OF_CHILD,
        sought_of_family=_HERE & c.SOUGHT_OF_FAMILY,
        obtained=_HERE & c.AUDITS[M.FEEDBACK_OBTAINED][1],
        heard_child=_HERE & c.HEARD_CHILD,
        heard_family=_HERE & c.HEARD_FAMILY,
        involved=_HERE & c.AUDITS[M.PRACTITIONER_INVOLVED][1],
        discussed=_HERE & c.DISCUSSED,
        reflected=_HERE & c.REFLECTED,
        checked=_HERE & c.CHECKED,
        moderated=_FINISHED & c.AUDITS[M.MODERATED][1],
        was_closed_count=c.AUDITS[M.CLOSED_RECORDS][1],
    )

    def figure(measure: HealthMeasure, count: str, n: str, *parts: str) -> HealthFigure:
        return summed_figure(measure, _months(rows, count, n), window, {part: _months(rows, part, n) for part in parts})

    return [
        figure(M.FEEDBACK_SOUGHT, "sought", "here", "sought_of_child", "sought_of_family"),
        figure(M.FEEDBACK_OBTAINED, "obtained", "here", "heard_child", "heard_family"),
        figure(M.PRACTITIONER_INVOLVED, "involved", "here", "discussed", "reflected", "checked"),
        figure(M.MODERATED, "moderated", "finished"),
        figure(M.CLOSED_RECORDS, "was_closed_count", "every"),
    ]


def grade_figures(window: HealthWindow) -> list[HealthFigure]:
    """Whether the moderator gave the same overall grade, what moderation made of it, and what a re-audit found."""
    own, agreed = Steps(), Steps()
    for (month, *grades), count in _moderated(window).items():
        first, by_moderator, then = map(_rank, grades)
        own.add(month, first, by_moderator, count)
        agreed.add(month, first, then, count)
    finished = {"audit__counted__state__in": FINISHED, "earlier__counted__state__in": FINISHED}
    again = ReAudit.objects.filter(audit__cycle__month__in=window.months, **finished).order_by()
    looked_at_again = Steps()
    grades_of_both = ("audit__cycle__month", "earlier__counted__after", "audit__counted__after")
    for month, first, then, count in again.values_list(*grades_of_both).annotate(Count("pk")):
        looked_at_again.add(month, _rank(first), _rank(then), count)
    return [
        _compared(M.AGREEMENT, own, window, "same"),
        _compared(M.OVER_OPTIMISM, agreed, window, "worse"),
        _compared(M.RE_AUDITS_BETTER, looked_at_again, window, "better"),
    ]


def _moderated(window: HealthWindow) -> Mapping[Any, int]:
    """How many moderated audits have these overall grades: by month, first submitted, the moderator's own, agreed."""
    if not window.months:
        return {}
    scope = Scope(min(window.months), max(window.months))
    found = counted(scope, "month", "before", "own", "after", states=[CountedState.MODERATED], overall=True)
    return {place: count for place, count in found.items() if place[0] in window.months}


def _rank(grade: str) -> int | None:
    """Better grades first; None for *not applicable* and where there is none. The moderator’s own is kept if given blind."""
    return PRACTICE_GRADES.index(Grade(grade)) if grade in PRACTICE_GRADES else None


def _compared(measure: HealthMeasure, steps: Steps, window: HealthWindow, way: str) -> HealthFigure:
    return summed_figure(measure, steps.months(way), window, {name: steps.months(name) for name in STEPS})


def reason_figure(window: HealthWindow) -> HealthFigure:
    """Read from the counts: each audit's reasons were looked at when it was counted."""
    kept = CountedAudit.objects.filter(cycle__month__in=window.months, first_grades__gt=0).order_by().values_list("cycle__month")
    sums = kept.annotate(Sum("reasons_of_substance"), Sum("first_grades"))
    return summed_figure(M.REASONS, {month: Share(count, n) for month, count, n in sums}, window)


def kind_figures(window: HealthWindow) -> list[HealthFigure]:
    """Which services and plan types have been audited; a service is one in whose teams practitioners work, or that was ever audited."""
    counts = audits_by((CountedBy.TEAM, CountedBy.PLAN_TYPE), window.months)
    services = dict[int, str]()
    of_team = dict[str, int]()
    for service, name, team in _services().values_list("pk", "name", "teams"):
        services[service] = name
        of_team[str(team)] = service
    plans = {plan.value: plan.value for plan in PlanType}
    seen = [(month, of_team.get(value), count) for month, by, value, count in counts if by == CountedBy.TEAM]
    planned = [(month, value, count) for month, by, value, count in counts if by == CountedBy.PLAN_TYPE]
    return [_kinds(M.SERVICES, seen, services, window), _kinds(M.PLAN_TYPES, planned, plans, window)]


def _services() -> Any:
    practises = Person.objects.active().with_role(Role.PRACTITIONER).filter(team__service=OuterRef("pk"))
    audited = Audit.objects.submitted().filter(team__service=OuterRef("pk"))
    return Service.objects.filter(Exists(practises) | Exists(audited))


def _kinds(
    measure: HealthMeasure, cells: list[tuple[datetime.date, Any, int]], names: Mapping[Any, str], window: HealthWindow
) -> HealthFigure:
    def seen(*months: datetime.date) -> Share:
        return Share(len({kind for month, kind, _ in cells if month in months} & names.keys()), len(names))

    total = sum(count for month, _, count in cells if month in window.now)
    counts = {kind: sum(count for month, each, count in cells if each == kind and month in window.now) for kind in names}
    parts = [HealthPart(name, Share(counts[kind], total), occurs=counts[kind] > 0) for kind, name in names.items()]
    audited = {month for month, _, _ in cells}
    before = seen(*window.before) if audited & set(window.before) else Share(0, 0)
    months = {month: seen(month) for month in window.now if month in audited}
    return shown_in(window, HealthFigure(measure, seen(*window.now), before, months, parts))


def children_figure(window: HealthWindow) -> HealthFigure:
    """How many children's records were looked at, each once, of those with an open record at the end of the period."""
    periods = {"now": window.now, "before": window.before, **{month_code(month): (month,) for month in window.now}}
    distinct = {
        name: Count("case_key", distinct=True, filter=Q(cycle__month__in=months) if months else Q(pk__isnull=True))
        for name, months in periods.items()
    }
    looked_at = Audit.objects.submitted().filter(cycle__month__in=window.months).aggregate(**distinct)
    held, is_set = _open_records(window)
    now, before = (_of_children(looked_at[name], held[name]) for name in ("now", "before"))
    months = {month: _of_children(looked_at[month_code(month)], held["now"]) for month in window.now}
    return shown_in(window, HealthFigure(M.CHILDREN, now, before, months if held["now"] else {}, is_unset=not is_set))


def _of_children(count: int, n: int) -> Share:
    return Share(min(count, n), n)


def _open_records(window: HealthWindow) -> tuple[dict[str, int], bool]:
    """By period, the sum of the chosen indicators in its latest month for which all of them have a figure; and whether any is chosen."""
    chosen = HealthRules.open_records.through.objects.order_by()
    number = HealthRules.objects.annotate(number=Count("open_records")).values("number")
    values = Value.objects.ours().given().filter(indicator__in=chosen.values("indicator"), month__in=window.months).order_by()
    rows = values.values("month").annotate(total=Sum("value"), given=Count("pk"), wanted=Subquery(number)).order_by("month")
    found = {"now": 0, "before": 0}
    is_set = False
    for row in rows:
        is_set = True
        if row["given"] == row["wanted"]:
            found["now" if row["month"] in window.now else "before"] = int(row["total"])
    return found, is_set
