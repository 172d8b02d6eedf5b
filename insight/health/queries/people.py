"""What is counted of people: who audits, who of them is trained, which leaders audited or observed, and how even auditors are."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Min, Q

from audits.calculations.latest import LATEST
from audits.enums import CountedBy, WorkSubject
from audits.models import AuditorMonth, AuditRules
from audits.moderation.calculations import Drift
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.months import last_day
from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthPart, HealthWindow, Months, shown_in
from insight.queries.counted import Scope
from insight.queries.counted_work import work_counted
from observations.models import Observation

M = HealthMeasure
LEADING = (Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER)
# Of the grades of an auditor as many per cent given by the moderator too, from which on they are in line; and the steps below and above.
IN_LINE = 70
BANDS = (0, 50, IN_LINE, 90, 101)
ByMonth = Mapping[datetime.date, set[int]]


@dataclass(frozen=True)
class PeopleSeen:
    """Who audited and who observed, by month; the leaders by their roles, and since when people are trained."""

    audited: ByMonth
    observed: ByMonth
    leaders: Mapping[int, set[str]]
    trained: Mapping[int, datetime.date]


def people_seen(window: HealthWindow) -> PeopleSeen:
    seen = Observation.objects.recorded().filter(month__in=window.months).order_by()
    people = Person.objects.filter(Q(is_active=True, role_rows__role__in=LEADING) | Q(audit_trainings__isnull=False)).order_by()
    leaders: dict[int, set[str]] = {}
    trained: dict[int, datetime.date] = {}
    for pk, role, is_active, since in people.values_list("pk", "role_rows__role", "is_active").annotate(Min("audit_trainings__trained_on")):
        if since:
            trained[pk] = since
        if is_active and role in LEADING:
            leaders.setdefault(pk, set()).add(role)
    observed: dict[datetime.date, set[int]] = {}
    for month, observer in seen.values_list("month", "observer").distinct():
        observed.setdefault(month, set()).add(observer)
    return PeopleSeen(_audited(window), observed, leaders, trained)


def _audited(window: HealthWindow) -> ByMonth:
    found: dict[datetime.date, set[int]] = {}
    scope = Scope(min(window.months), max(window.months)) if window.months else None
    for (month, auditor, _), number in (work_counted(scope, WorkSubject.AUDITED, split=CountedBy.AUDITOR) if scope else {}).items():
        if number and month in window.months:
            found.setdefault(month, set()).add(int(auditor))
    return found


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
    found = _up_to([*window.now, *([last_before] if last_before else [])])
    at = {month: found[month] for month in window.now}
    now = at[max(window.now)] if window.now else []
    before = found[last_before] if last_before else []
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


def _up_to(ends: Collection[datetime.date]) -> dict[datetime.date, list[AuditorGrades]]:
    """By month: of each auditor who works here and has ten moderated audits up to that month, the latest ten together. What is kept of an
    auditor's last month up to then has them.
    """
    if not ends:
        return {}
    rows = AuditorMonth.objects.filter(cycle__month__lte=max(ends), auditor__is_active=True).order_by("cycle__month")
    sums = ("audits", "agreed_compared", "agreed_up", "agreed_down", "own_compared", "own_up", "own_down")
    left = list(rows.values_list("cycle__month", "auditor", *sums))
    latest: dict[int, tuple[int, ...]] = {}
    found = {}
    for end in sorted(ends):
        while left and left[0][0] <= end:
            _, auditor, *values = left.pop(0)
            latest[auditor] = tuple(values)
        found[end] = [
            AuditorGrades(Drift(audits, *found_sums[:3]), Drift(audits, *found_sums[3:]))
            for audits, *found_sums in latest.values()
            if audits == LATEST
        ]
    return found


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
