"""What is counted of people: who audits, who of them is trained, which leaders audited or observed, and how even auditors are."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import DateField, F, Min, Q, Value, Window
from django.db.models.functions import Greatest, RowNumber

from audits.calculations.counted import lines_of_text
from audits.enums import PRACTICE_GRADES, AuditState
from audits.models import Audit, AuditRules
from audits.moderation.calculations import LATEST, Drift
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.months import last_day
from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthPart, HealthWindow, Months, shown_in
from observations.models import Observation

M = HealthMeasure
LEADING = (Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER)
# Of the grades of an auditor as many per cent given by the moderator too, from which on they are in line; and the steps below and above.
IN_LINE = 70
BANDS = (0, 50, IN_LINE, 90, 101)
_RANKS = {grade.value: place for place, grade in enumerate(PRACTICE_GRADES)}
ByMonth = Mapping[datetime.date, set[int]]


@dataclass(frozen=True)
class PeopleSeen:
    """Who audited and who observed, by month; the leaders by their roles, and since when people are trained."""

    audited: ByMonth
    observed: ByMonth
    leaders: Mapping[int, set[str]]
    trained: Mapping[int, datetime.date]


def people_seen(window: HealthWindow) -> PeopleSeen:
    audits = Audit.objects.written_here().live().filter(cycle__month__in=window.months, auditor__isnull=False).order_by()
    seen = Observation.objects.recorded().filter(cycle__month__in=window.months).order_by()
    people = Person.objects.filter(Q(is_active=True, role_rows__role__in=LEADING) | Q(audit_trainings__isnull=False)).order_by()
    leaders: dict[int, set[str]] = {}
    trained: dict[int, datetime.date] = {}
    for pk, role, is_active, since in people.values_list("pk", "role_rows__role", "is_active").annotate(Min("audit_trainings__trained_on")):
        if since:
            trained[pk] = since
        if is_active and role in LEADING:
            leaders.setdefault(pk, set()).add(role)
    found: dict[bool, dict[datetime.date, set[int]]] = {True: {}, False: {}}
    both = audits.values_list("cycle__month", "auditor", Value(True)).union(seen.values_list("cycle__month", "observer", Value(False)))
    for month, person, is_auditor in both:
        found[bool(is_auditor)].setdefault(month, set()).add(person)
    return PeopleSeen(found[True], found[False], leaders, trained)


def _in(found: ByMonth, months: Collection[datetime.date]) -> set[int]:
    return {person for month in months for person in found.get(month, ())}


def leader_figure(seen: PeopleSeen, window: HealthWindow) -> HealthFigure:
    """By today's roles, so that who has left or come since is not, or is, among them."""

    def looked(months: Collection[datetime.date], among: Collection[int]) -> Share:
        return Share(len((_in(seen.audited, months) | _in(seen.observed, months)) & set(among)), len(among))

    levels = {role: [pk for pk, roles in seen.leaders.items() if role in roles] for role in LEADING}
    parts = [HealthPart(str(role.value), looked(window.now, of)) for role, of in levels.items() if of]
    months = {month: looked([month], seen.leaders) for month in window.now if month in seen.audited or month in seen.observed}
    before = looked(window.before, seen.leaders) if _in(seen.audited, window.before) else Share(0, 0)
    return shown_in(window, HealthFigure(M.LEADERS, looked(window.now, seen.leaders), before, months, parts))


def trained_figure(seen: PeopleSeen, window: HealthWindow) -> HealthFigure:
    def trained(months: Collection[datetime.date]) -> Share:
        people, by = _in(seen.audited, months), last_day(max(months)) if months else datetime.date.min
        return Share(sum(seen.trained.get(pk, datetime.date.max) <= by for pk in people), len(people))

    months = {month: trained([month]) for month in window.now if month in seen.audited}
    return shown_in(window, HealthFigure(M.TRAINED, trained(window.now), trained(window.before), months))


def evenness_figures(window: HealthWindow) -> list[HealthFigure]:
    """How many auditors drift, and how many are in line with moderators: over the latest ten moderated audits of each who has as many, up
    to the end of the period, of the one before it and of each month.
    """
    share = AuditRules.current().drift_share
    last_before = max(window.before, default=None)
    graded = _graded_up_to([*window.now, *([last_before] if last_before else [])])
    at = {month: _latest_of_each(graded, month) for month in window.now}
    now = at[max(window.now)] if window.now else []
    before = _latest_of_each(graded, last_before) if last_before else []
    in_line, bands = _in_line(now)
    figures = [
        HealthFigure(M.DRIFT, _drifting(now, share), _drifting(before, share), _with_any(at, lambda each: _drifting(each, share))),
        HealthFigure(M.SPREAD, in_line, _in_line(before)[0], _with_any(at, lambda each: _in_line(each)[0]), bands if in_line.n else ()),
    ]
    return [shown_in(window, figure) for figure in figures]


def _with_any(at: Mapping[datetime.date, Sequence["AuditorGrades"]], share_of: Callable[[Sequence["AuditorGrades"]], Share]) -> Months:
    return {month: share_of(auditors) for month, auditors in at.items() if auditors}


@dataclass(frozen=True)
class AuditorGrades:
    """Of one auditor's latest moderated audits the grades first submitted, beside the agreed ones and beside the moderator's own."""

    agreed: Drift
    own: Drift


@dataclass(frozen=True)
class GradedTwice:
    """One audit of an auditor: how many of its grades the agreed ones, or the moderator's own, can be compared with, and how many of these
    are better (up) and worse.
    """

    month: datetime.date
    when: tuple[datetime.date, int]
    agreed: tuple[int, int, int]
    own: tuple[int, int, int]


def _graded_up_to(ends: Collection[datetime.date]) -> dict[int, list[GradedTwice]]:
    """By auditor who works here, the latest first, of those whose moderator had not seen the grades: the latest ten of each month after
    the earliest of `ends`, and the latest ten up to that one. The latest ten up to any of these months are among them.
    """
    if not ends:
        return {}
    of_months = Audit.objects.filter(cycle__month__lte=max(ends))
    moderated = of_months.filter(state=AuditState.MODERATED, moderated_knowing=False, auditor__is_active=True)
    month = Greatest("cycle__month", Value(min(ends), output_field=DateField()))
    order = [F("finished_on").desc(nulls_last=True), F("number").desc()]
    place = Window(RowNumber(), partition_by=[F("auditor"), month], order_by=order)
    latest = moderated.annotate(place=place).filter(place__lte=LATEST).order_by()
    rows = latest.values_list("auditor", "cycle__month", "finished_on", "number", "counted__lines")
    graded: dict[int, list[GradedTwice]] = {}
    for auditor, of_month, finished, number, text in rows:
        lines = lines_of_text(text)
        agreed, own = _moved((line.before, line.after) for line in lines), _moved((line.before, line.own) for line in lines)
        graded.setdefault(auditor, []).append(GradedTwice(of_month, (finished or datetime.date.min, number), agreed, own))
    return {auditor: sorted(of, key=lambda each: each.when, reverse=True) for auditor, of in graded.items()}


def _moved(grades: Iterable[tuple[str, str]]) -> tuple[int, int, int]:
    """Of grades and what became of them: how many can be compared, and how many are better and worse then."""
    steps = [_RANKS[was] - _RANKS[then] for was, then in grades if was in _RANKS and then in _RANKS]
    return len(steps), sum(step > 0 for step in steps), sum(step < 0 for step in steps)


def _latest_of_each(graded: Mapping[int, Sequence[GradedTwice]], end: datetime.date) -> list[AuditorGrades]:
    """Of each auditor who has ten audits up to that month, the latest ten together."""
    latest = [[audit for audit in of if audit.month <= end][:LATEST] for of in graded.values()]
    return [AuditorGrades(_summed(audit.agreed for audit in of), _summed(audit.own for audit in of)) for of in latest if len(of) == LATEST]


def _summed(audits: Iterable[tuple[int, int, int]]) -> Drift:
    counts = list(audits)
    return Drift(len(counts), *map(sum, zip(*counts, strict=True)))


def _drifting(auditors: Sequence[AuditorGrades], share: int) -> Share:
    return Share(sum(each.agreed.is_drift(share) for each in auditors), len(auditors))


def _in_line(auditors: Sequence[AuditorGrades]) -> tuple[Share, list[HealthPart]]:
    """How many auditors are in line, and how many there are in each band: never which."""
    compared = [each.own for each in auditors]
    shares = [(found.compared - found.changed) * 100 / found.compared for found in compared if found.compared]
    bands = [
        HealthPart(f"{low}-{high}", Share(sum(low <= share < high for share in shares), len(shares)))
        for low, high in zip(BANDS, BANDS[1:], strict=False)
    ]
    return Share(sum(share >= IN_LINE for share in shares), len(shares)), bands
