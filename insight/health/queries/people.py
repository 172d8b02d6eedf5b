"""What is counted of people: who audits, who of them is trained, which leaders audited or observed, and how even auditors are."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import F, Min, Q, Window
from django.db.models.functions import RowNumber

from audits.enums import AuditState, Stage
from audits.models import Audit, AuditRules, Judgement
from audits.moderation.calculations import LATEST, drift_in
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.months import last_day
from insight.calculations import Share
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthPart, HealthWindow, shown_in
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
    return PeopleSeen(
        _sets(audits.values_list("cycle__month", "auditor").distinct()),
        _sets(seen.values_list("cycle__month", "observer").distinct()),
        leaders,
        trained,
    )


def _sets(rows: Iterable[tuple[datetime.date, int]]) -> dict[datetime.date, set[int]]:
    found: dict[datetime.date, set[int]] = {}
    for month, person in rows:
        found.setdefault(month, set()).add(person)
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


@dataclass(frozen=True)
class AuditorPairs:
    """Of one auditor's latest moderated audits the grades first submitted, each beside the agreed one and beside the moderator's own."""

    agreed: Sequence[tuple[str, str]]
    own: Sequence[tuple[str, str]]


def evenness_figures(window: HealthWindow) -> list[HealthFigure]:
    """How many auditors drift, and how many are in line with moderators: over the latest ten moderated audits of each who has as many."""
    share = AuditRules.current().drift_share
    graded = _latest_graded([max(months) for months in (window.now, window.before) if months])
    now, before = (_latest_of_each(graded, max(months)) if months else [] for months in (window.now, window.before))
    in_line, bands = _in_line(now)
    figures = [
        HealthFigure(M.DRIFT, _drifting(now, share), _drifting(before, share)),
        HealthFigure(M.SPREAD, in_line, _in_line(before)[0], parts=bands if in_line.n else ()),
    ]
    return [shown_in(window, figure) for figure in figures]


@dataclass
class GradedTwice:
    """One audit of an auditor: the grades first submitted beside those of another stage, by stage."""

    auditor: int
    month: datetime.date
    when: tuple[datetime.date, int]
    pairs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def _latest_graded(ends: Iterable[datetime.date]) -> list[GradedTwice]:
    """Of auditors who work here the latest ten audits, of those whose moderator had not seen the grades, up to each of these months."""
    moderated = Audit.objects.filter(state=AuditState.MODERATED, moderated_knowing=False, auditor__is_active=True)
    order = [F("finished_on").desc(nulls_last=True), F("number").desc()]
    place = Window(RowNumber(), partition_by="auditor", order_by=order)
    latest = [moderated.filter(cycle__month__lte=end).annotate(place=place).filter(place__lte=LATEST) for end in ends]
    of_these = reduce(or_, (Q(audit__in=Audit.objects.filter(pk__in=each.values("pk")).order_by().values("pk")) for each in latest), Q())
    if not latest:
        return []
    same = Q(audit__judgements__domain=F("domain")) | Q(domain__isnull=True, audit__judgements__domain__isnull=True)
    then = Q(audit__judgements__stage__in=(Stage.AGREED, Stage.MODERATOR))
    both = Judgement.objects.at(Stage.PRE).filter(same, then, of_these).order_by()
    found: dict[int, GradedTwice] = {}
    audit = ("audit", "audit__auditor", "audit__cycle__month", "audit__finished_on")
    for number, auditor, month, finished, stage, was, after in both.values_list(
        *audit, "audit__judgements__stage", "grade", "audit__judgements__grade"
    ):
        of = found.setdefault(number, GradedTwice(auditor, month, (finished or datetime.date.min, number)))
        of.pairs.setdefault(stage, []).append((was, after))
    return list(found.values())


def _latest_of_each(graded: Iterable[GradedTwice], end: datetime.date) -> list[AuditorPairs]:
    """Of each auditor who has ten audits up to that month, the pairs of the latest ten."""
    audits: dict[int, list[GradedTwice]] = {}
    for each in sorted(graded, key=lambda of: of.when, reverse=True):
        if each.month <= end:
            audits.setdefault(each.auditor, []).append(each)
    known = [of[:LATEST] for of in audits.values() if len(of) >= LATEST]
    stages = (Stage.AGREED, Stage.MODERATOR)
    return [AuditorPairs(*([pair for audit in of for pair in audit.pairs.get(stage, ())] for stage in stages)) for of in known]


def _drifting(auditors: Sequence[AuditorPairs], share: int) -> Share:
    return Share(sum(drift_in(each.agreed, LATEST).is_drift(share) for each in auditors), len(auditors))


def _in_line(auditors: Sequence[AuditorPairs]) -> tuple[Share, list[HealthPart]]:
    """How many auditors are in line, and how many there are in each band: never which."""
    compared = [drift_in(each.own, LATEST) for each in auditors]
    shares = [(found.compared - found.changed) * 100 / found.compared for found in compared if found.compared]
    bands = [
        HealthPart(f"{low}-{high}", Share(sum(low <= share < high for share in shares), len(shares)))
        for low, high in zip(BANDS, BANDS[1:], strict=False)
    ]
    return Share(sum(share >= IN_LINE for share in shares), len(shares)), bands
