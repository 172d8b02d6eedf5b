"""How many audits there are of each kind that one asks for: the one place where Results, facts and reports read the counts."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from audits.calculations import MonthStanding
from audits.calculations.counted import OVERALL, lines_of_text
from audits.enums import AuditKind, CountedBy, CountedState, PlanType
from audits.models import Audit, CountedAudit, GradeCount
from audits.querysets import AuditQuerySet, monthly
from foundation.accounts.models import Service, Team
from foundation.lookups.read_together import ListQuestion
from performance.querysets import released

FINISHED = (CountedState.MODERATED, CountedState.RELEASED)
SUBMITTED = tuple(state for state in CountedState if state != CountedState.WITHDRAWN)
# The name of each field of a count, and how a count and an audit have it.
_OF_A_COUNT = {"month": "cycle__month", "settled_on": "cycle__settled_on"}
_OF_A_LINE = ("domain", "before", "own", "after")


@dataclass(frozen=True)
class Scope:
    """Which audits are looked at: those of the months from `first` to `last`, and of them those that are all of what is chosen besides."""

    first: datetime.date
    last: datetime.date
    service: Service | None = None
    team: Team | None = None
    cohort: str = ""
    plan_type: PlanType | str = ""
    theme: str = ""
    # Of the months’ own audits, or the code of another kind, which is counted apart.
    kind: AuditKind | str = ""
    kind_name: str = ""

    def over(self, first: datetime.date, last: datetime.date) -> "Scope":
        return replace(self, first=first, last=last)

    @property
    def is_narrowed(self) -> bool:
        """Whether it is less than whole months."""
        return bool(self.parts or self.other_kind)

    @property
    def other_kind(self) -> str:
        """The key of a kind of audit that is counted apart from the months’ own audits, as text; empty for these."""
        return "" if self.kind in ("", *AuditKind) else self.kind

    @cached_property
    def parts(self) -> Mapping[CountedBy, Collection[str]]:
        """What was chosen, by what it is counted: one value of it, or one of several."""
        chosen = {
            CountedBy.COHORT: self.cohort,
            CountedBy.PLAN_TYPE: str(self.plan_type),
            CountedBy.KIND: "" if self.other_kind else str(self.kind),
        }
        found: dict[CountedBy, Collection[str]] = {by: [value] for by, value in chosen.items() if value}
        if self.team or self.service:
            found[CountedBy.TEAM] = [str(pk) for pk in self._teams().order_by("pk").values_list("pk", flat=True)]
        return found

    def _teams(self) -> QuerySet[Team]:
        """A team of another service than the chosen one leaves nothing."""
        teams = Team.objects.filter(service=self.service) if self.service else Team.objects.all()
        return teams.filter(pk=self.team.pk) if self.team else teams

    @property
    def months(self) -> Q:
        """Of rows that have a cycle."""
        found = Q(cycle__month__gte=self.first, cycle__month__lte=self.last)
        found &= Q(cycle__kind=int(self.other_kind)) if self.other_kind else monthly()
        return found & Q(cycle__theme=self.theme) if self.theme else found


def counted(scope: Scope, *fields: str, **asked: Any) -> Counter[Any]:
    """What `counting` says, by a query of its own."""
    question = counting(scope, *fields, **asked)
    return question.answer(question.rows)


def counting(
    scope: Scope,
    *fields: str,
    split: CountedBy = CountedBy.ALL,
    states: Collection[CountedState] = SUBMITTED,
    overall: bool | None = None,
) -> ListQuestion[Counter[Any]]:
    """How many audits have each combination of the `fields`, which are those of a count, and `month` and `settled_on` for its cycle’s.

    Of the `overall` judgement alone, which every audit has once, of the domains alone, or of all. `split` asks for `value` by something.
    One query, whose answer does not grow with the number of audits where one thing at most was chosen; where more was, the audits
    are few enough to be counted by what is kept of each.
    """
    by = list(dict.fromkeys([*scope.parts, *([] if split == CountedBy.ALL else [split])]))
    if len(by) > 1:
        return _of_audits(scope, fields, split, states, overall)
    rows = GradeCount.objects.filter(scope.months, released("cycle__month"), by=by[0] if by else CountedBy.ALL, state__in=states)
    if scope.parts:
        rows = rows.filter(value__in=next(iter(scope.parts.values())))
    if overall is not None:
        rows = rows.filter(domain=OVERALL) if overall else rows.exclude(domain=OVERALL)
    asked = [_OF_A_COUNT.get(name, name) for name in fields]
    return ListQuestion(rows.order_by().values_list(*asked).annotate(number=Sum("audits")), _by_place)


def _by_place(rows: Iterable[Any]) -> Counter[Any]:
    return Counter({tuple(place): number for *place, number in rows if number})


def _of_audits(
    scope: Scope, fields: Collection[str], split: CountedBy, states: Collection[CountedState], overall: bool | None
) -> ListQuestion[Counter[Any]]:
    """The same from what is kept of each audit: those alike in everything are read once.

    What is asked of another state or grade reads the same rows, so that several such questions are one.
    """
    names = {"value": split.value, **_OF_A_COUNT}
    if overall and "domain" not in fields:
        return _of_overall_grades(scope, [names.get(name, name) for name in fields], states)
    own = list(dict.fromkeys(["month", "state", *(name for name in fields if name not in _OF_A_LINE)]))

    def answer(rows: Iterable[Any]) -> Counter[Any]:
        found: Counter[Any] = Counter()
        for text, *values, number in rows:
            of_audit = dict(zip(own, values, strict=True))
            for line in lines_of_text(text) if of_audit["state"] in states else ():
                if overall is None or overall == (line.domain == OVERALL):
                    found[tuple(getattr(line, name) if name in _OF_A_LINE else of_audit[name] for name in fields)] += number
        return found

    columns = [names.get(name, name) for name in own]
    return ListQuestion(_audits(scope).order_by().values_list("lines", *columns).annotate(number=Count("*")), answer)


def audits_by(parts: Collection[CountedBy], months: Collection[datetime.date]) -> QuerySet:
    """Of these months: by what is counted, its value and how many submitted audits are so; of all the parts in one query."""
    counts = GradeCount.objects.filter(
        monthly(), released("cycle__month"), by__in=parts, cycle__month__in=months, domain=OVERALL, state__in=SUBMITTED
    )
    return counts.order_by().values_list("cycle__month", "by", "value").annotate(number=Sum("audits"))


def _of_overall_grades(scope: Scope, columns: Collection[str], states: Collection[CountedState]) -> ListQuestion[Counter[Any]]:
    """Of the overall judgement alone, whose grades each audit's row has beside its lines: counted in the database."""
    return ListQuestion(_audits(scope).filter(state__in=states).order_by().values_list(*columns).annotate(number=Count("*")), _by_place)


def _audits(scope: Scope) -> QuerySet[CountedAudit]:
    rows = CountedAudit.objects.filter(scope.months, released("cycle__month"))
    for by, values in scope.parts.items():
        rows = rows.filter(**{f"{by.value}__in": values})
    return rows


def audits_of(scope: Scope) -> AuditQuerySet:
    """The submitted audits that are counted, one row each: for what is not kept among the counts."""
    found = Audit.objects.submitted().filter(scope.months, released("cycle__month"))
    for by, values in scope.parts.items():
        found = found.filter(**{f"counted__{by.value}__in": values})
    return found


def standings(scope: Scope) -> dict[datetime.date, MonthStanding]:
    """By month, how its submitted audits stand."""
    question = counted_standing(scope)
    return standings_in(question.answer(question.rows))


def counted_standing(scope: Scope) -> ListQuestion[Counter[Any]]:
    """What `standings_in` reads."""
    return counting(scope, "month", "settled_on", "state", "agreed_before", overall=True)


def standings_in(counts: Mapping[Any, int]) -> dict[datetime.date, MonthStanding]:
    found: dict[datetime.date, MonthStanding] = {}
    for (month, settled_on, state, before), number in counts.items():
        one = MonthStanding(is_settled=settled_on is not None, **_standing(CountedState(state), before, number))
        found[month] = found[month] + one if month in found else one
    return found


def _standing(state: CountedState, before: bool, number: int) -> dict[str, int]:
    if state in FINISHED:
        return {"agreed": number}
    name = {CountedState.WAITING: "waiting", CountedState.OPENED_AGAIN: "opened_again", CountedState.SENT_BACK: "sent_back"}[state]
    return {name: number, "agreed_before": number if before else 0}


def whole_months(scope: Scope) -> Scope:
    """The same months with all their audits."""
    return Scope(scope.first, scope.last, kind=scope.other_kind, kind_name=scope.kind_name)
