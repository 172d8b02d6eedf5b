"""What is counted of audits: voices, the practitioner, moderation, closed records, reasons; which services, plan types, children."""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery, Sum

from audits.calculations.counted_work import WorkMeasure
from audits.enums import PRACTICE_GRADES, CountedBy, CountedState, Grade, PlanType, WorkSubject
from audits.models import Audit, ReAudit
from audits.querysets import monthly
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Service
from foundation.lookups.read_together import read_together
from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import STEPS, HealthFigure, HealthPart, HealthWindow, Months, Steps, shown_in, summed_figure
from insight.models import HealthRules
from insight.queries.counted import FINISHED, Scope, audits_by, counted
from insight.queries.counted_work import Work, children_in, works_counted
from performance.models import Value

M, W = HealthMeasure, WorkMeasure


Kept = Mapping[WorkSubject, Work]


def work_kept(window: HealthWindow) -> Kept:
    """What was done in audits, and which children were looked at, in one query: looked at when each audit was counted."""
    if not window.months:
        return {WorkSubject.DONE: Counter(), WorkSubject.CHILD: Counter()}
    return works_counted(Scope(min(window.months), max(window.months)), [WorkSubject.DONE, WorkSubject.CHILD])


def audit_figures(window: HealthWindow, kept: Kept) -> list[HealthFigure]:
    """Feedback, the practitioner's part, moderation, closed records and reasons.

    The lists behind them ask the audits themselves (`conditions`), and a test compares the two.
    """
    done = kept[WorkSubject.DONE]

    def figure(measure: HealthMeasure, count: WorkMeasure, n: WorkMeasure, *parts: WorkMeasure) -> HealthFigure:
        def months(of: WorkMeasure) -> Months:
            return {month: Share(done[month, "", of.value], audits) for month in window.months if (audits := done[month, "", n.value])}

        return summed_figure(measure, months(count), window, {part.value: months(part) for part in parts})

    return [
        figure(M.FEEDBACK_SOUGHT, W.SOUGHT, W.HERE, W.SOUGHT_OF_CHILD, W.SOUGHT_OF_FAMILY),
        figure(M.FEEDBACK_OBTAINED, W.OBTAINED, W.HERE, W.HEARD_CHILD, W.HEARD_FAMILY),
        figure(M.PRACTITIONER_INVOLVED, W.INVOLVED, W.HERE, W.DISCUSSED, W.REFLECTED, W.CHECKED),
        figure(M.MODERATED, W.MODERATED, W.FINISHED),
        figure(M.CLOSED_RECORDS, W.WAS_CLOSED, W.EVERY),
        figure(M.REASONS, W.REASONS, W.FIRST_GRADES),
    ]


def grade_figures(window: HealthWindow) -> list[HealthFigure]:
    """Whether the moderator gave the same overall grade, what moderation made of it, and what a re-audit found."""
    own, agreed = Steps(), Steps()
    for (month, *grades), count in _moderated(window).items():
        first, by_moderator, then = map(_rank, grades)
        own.add(month, first, by_moderator, count)
        agreed.add(month, first, then, count)
    finished = {"audit__counted__state__in": FINISHED, "earlier__counted__state__in": FINISHED}
    # Links are few, and their months are looked at here: asked for by months the database would begin with all audits of these.
    again = ReAudit.objects.filter(monthly("audit__cycle__"), **finished).order_by()
    looked_at_again = Steps()
    grades_of_both = ("audit__cycle__month", "earlier__counted__after", "audit__counted__after")
    for month, first, then, count in again.values_list(*grades_of_both).annotate(Count("pk")):
        if month in window.months:
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


def kind_figures(window: HealthWindow) -> list[HealthFigure]:
    """Which services and plan types have been audited; a service is one in whose teams practitioners work, or that was ever audited."""
    counts, teams = audits_by((CountedBy.TEAM, CountedBy.PLAN_TYPE), window.months), _services().values_list("pk", "name", "teams")
    read_together(counts, teams)
    services = dict[int, str]()
    of_team = dict[str, int]()
    for service, name, team in teams:
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


def children_figure(window: HealthWindow, kept: Kept) -> HealthFigure:
    """How many children's records were looked at, each once, of those with an open record at the end of the period."""

    def looked_at(*months: datetime.date) -> int:
        return children_looked_at(months, kept)

    held, is_set = _open_records(window)
    now, before = _of_children(looked_at(*window.now), held["now"]), _of_children(looked_at(*window.before), held["before"])
    months = {month: _of_children(looked_at(month), held["now"]) for month in window.now}
    return shown_in(window, HealthFigure(M.CHILDREN, now, before, months if held["now"] else {}, is_unset=not is_set))


def children_looked_at(months: Collection[datetime.date], kept: Kept) -> int:
    """In these months together, each once."""
    count = children_in(months, {(month, before): number for (month, _, before), number in kept[WorkSubject.CHILD].items()})
    return _children_one_by_one(months) if count is None else count


def _children_one_by_one(months: Collection[datetime.date]) -> int:
    """Where a month between these is not counted for the reader."""
    return Audit.objects.submitted().filter(monthly(), cycle__month__in=months).order_by().values("case_key").distinct().count()


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
