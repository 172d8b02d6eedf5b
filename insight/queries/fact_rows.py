"""The audits that a fact rests on: for the person who opens it, and by their numbers for the command."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from actions.enums import ActionState
from actions.models import Action
from audits.enums import FINISHED_STATES, AuditState, Stage, Voice
from audits.models import Audit, Judgement, ReAudit, TeamResponse, VoiceHeard
from audits.querysets import AuditQuerySet, monthly
from audits.tool.queries import domain_lines
from insight.enums import RowsBehind
from observations.models import Observation
from performance.querysets import released


@dataclass(frozen=True)
class AuditRows:
    """Audits of `months`; `about` is the name of a domain, empty for the overall judgement, or the voice that was asked."""

    what: RowsBehind
    months: tuple[datetime.date, ...]
    about: str = ""


@dataclass(frozen=True)
class FactScope:
    """What is read for facts: months from `first` to `last`, of one `cohort` where one is named. Of the `hidden` months, in which the
    reader has yet to grade audits blind, nothing that tells how audits were graded.
    """

    first: datetime.date
    last: datetime.date
    cohort: str = ""
    hidden: Collection[datetime.date] = ()

    def months(self, month: str = "cycle__month", *, with_hidden: bool = False) -> Q:
        asked = released(month) & Q(**{f"{month}__gte": self.first, f"{month}__lte": self.last})
        return asked if with_hidden else asked & ~Q(**{f"{month}__in": list(self.hidden)})

    def of_cohort(self, cohort: str = "cohort") -> Q:
        return Q(**{cohort: self.cohort}) if self.cohort else Q()


def audits_behind(rows: Iterable[AuditRows], cohort: str = "") -> AuditQuerySet:
    """All of them, each once."""
    any_of, domains = Q(pk__in=[]), domain_keys()
    for each in rows:
        any_of |= Q(pk__in=_audits(each.what, each.about, each.months, cohort, domains).values("pk"))
    return Audit.objects.filter(any_of)


def numbers_behind(rows: Collection[AuditRows], cohort: str = "") -> dict[AuditRows, list[int]]:
    """The numbers of each, ascending: asked for once for all months together, so that the number of questions does not grow with them."""
    wanted: dict[tuple[RowsBehind, str], set[datetime.date]] = defaultdict(set)
    for each in rows:
        wanted[each.what, each.about].update(each.months)
    domains = domain_keys()
    found = {asked: _by_month(_audits(*asked, months, cohort, domains)) for asked, months in wanted.items()}
    return {each: sorted({number for month in each.months for number in found[each.what, each.about].get(month, ())}) for each in rows}


def _by_month(audits: AuditQuerySet) -> Mapping[datetime.date, list[int]]:
    by_month: dict[datetime.date, list[int]] = defaultdict(list)
    for month, number in audits.order_by().values_list("cycle__month", "number"):
        by_month[month].append(number)
    return by_month


def domain_keys() -> Mapping[str, list[int]]:
    """Of each domain, by its newest name, the keys that it has in the versions of the tool, the oldest first."""
    keys: dict[str, list[int]] = defaultdict(list)
    for pk, line in sorted(domain_lines().items()):
        keys[line.name].append(pk)
    return keys


def _audits(
    what: RowsBehind, about: str, months: Collection[datetime.date], cohort: str, domains: Mapping[str, list[int]]
) -> AuditQuerySet:
    audits = Audit.objects.filter(monthly(), released("cycle__month"))
    if what == RowsBehind.AUDITED_AGAIN:
        return _both_audits(audits, months, cohort)
    audits = audits.submitted().filter(cycle__month__in=list(months))
    if cohort:
        audits = audits.filter(cohort=cohort)
    return audits.filter(*_counted_by(what, about, domains.get(about, []) if about else None))


def _counted_by(what: RowsBehind, about: str, keys: list[int] | None) -> list[Exists | Q]:
    """What makes a submitted audit one of those that are counted."""
    this = OuterRef("pk")
    match what:
        case RowsBehind.AGREED:
            return [Q(state__in=FINISHED_STATES), _graded(Stage.AGREED, keys)]
        case RowsBehind.FIRST:
            return [_graded(Stage.PRE, keys)]
        case RowsBehind.MODERATED:
            return [Q(state=AuditState.MODERATED), _graded(Stage.PRE, keys), _graded(Stage.AGREED, keys)]
        case RowsBehind.VOICES:
            return [Exists(VoiceHeard.objects.filter(audit=this, voice=Voice(about)).exclude(outcome=""))]
        case RowsBehind.RESPONSES:
            return [Exists(TeamResponse.objects.filter(audit=this, not_upheld_on=None))]
        case RowsBehind.ACTIONS:
            return [Exists(Action.objects.filter(audit=this).exclude(state=ActionState.WITHDRAWN))]
        case RowsBehind.OBSERVED:
            return [Exists(Observation.objects.recorded().filter(audit=this))]
    return [Q(imported=False)]


def _graded(stage: Stage, keys: list[int] | None) -> Exists:
    """With a grade that counts, of a domain by its keys through the versions of the tool; None is the overall judgement."""
    grades = Judgement.objects.at(stage).counted().filter(audit=OuterRef("pk"))
    return Exists(grades.overall() if keys is None else grades.filter(domain__in=keys))


def _both_audits(audits: AuditQuerySet, months: Collection[datetime.date], cohort: str) -> AuditQuerySet:
    links = ReAudit.objects.filter(
        monthly("audit__cycle__"), audit__cycle__month__in=list(months), **({"audit__cohort": cohort} if cohort else {})
    )
    return audits.finished().filter(Q(pk__in=links.values("audit")) | Q(pk__in=links.values("earlier")))
