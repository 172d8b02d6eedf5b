"""What facts count besides grades: each in one query or two of counts, whatever the number of audits and months."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from actions.enums import ActionState
from audits.calculations.counted_work import ENDED
from audits.enums import Grade, Voice, VoiceOutcome, WorkSubject
from audits.models import Cycle, ReAudit
from audits.querysets import monthly
from audits.tool.queries import domain_lines
from foundation.lookups.read_once import read_once
from foundation.lookups.read_together import ListQuestion, answers_to
from foundation.statistics import Directions, directions
from insight.models import DomainIndicator
from observations.models import Observation
from observations.querysets import FAMILY_SAID
from performance.enums import OUR_COUNCIL
from performance.models import Indicator, Value
from performance.querysets import released

from .agreement import asked_of_pairs, table_of_pairs
from .counted import FINISHED, Scope, counting
from .counted_work import Work, counting_works
from .fact_rows import FactScope

Month = datetime.date
Day = datetime.date | None


Kept = Mapping[WorkSubject, Work]
_SUBJECTS = (
    *(WorkSubject.VOICE, WorkSubject.RESPONSE, WorkSubject.ACTION, WorkSubject.OBSERVED),
    *(WorkSubject.SUBMITTED, WorkSubject.MODERATED),
)


@dataclass(frozen=True)
class FactRead:
    """What facts are counted from, hidden months among it: read by one query. `pairs` are rows of month, domain, grade before and after,
    and how many; `kept` is everything besides grades; `links` are rows of month, grade of the earlier audit and of the one that looked
    again, and how many; `recorded` are observations by month, and how many say what the family said; `agreed` are agreed overall grades;
    `dues` the days by which a month was to be audited and moderated.
    """

    pairs: Sequence[Any]
    kept: Kept
    links: Sequence[Any]
    recorded: Sequence[Any]
    agreed: Mapping[Any, int]
    dues: Sequence[Any]


def facts_read(scope: FactScope) -> FactRead:
    counted = Scope(scope.first, scope.last, cohort=scope.cohort)
    return FactRead(
        *answers_to(
            asked_of_pairs(counted, scope.hidden, "month", "domain", "before", "after"),
            counting_works(counted, _SUBJECTS),
            _asked_of_links(scope),
            _asked_of_observations(scope),
            counting(counted, "month", "after", states=FINISHED, overall=True),
            ListQuestion(_cycles(scope).values_list("month", "audits_due", "moderation_due"), list),
        )
    )


def _cycles(scope: FactScope) -> QuerySet[Cycle]:
    return Cycle.objects.in_period(scope.first, scope.last).order_by()


def moderation_moves(found: Iterable[Any]) -> dict[tuple[Month, str], Directions]:
    """By month and domain, empty for the overall judgement: how many grades of moderated audits moderation raised, left and lowered."""
    lines = domain_lines()
    pairs: dict[tuple[Month, str], Counter] = defaultdict(Counter)
    for month, domain, was, after, count in found:
        pairs[month, lines[domain].name if domain else ""][was, after] += count
    return {key: directions(table_of_pairs(each)) for key, each in pairs.items()}


def voices_heard(scope: FactScope, kept: Kept) -> Mapping[tuple[Month, Voice], Mapping[VoiceOutcome, int]]:
    """By month and voice, of submitted audits: how often each outcome was recorded."""
    found: dict[tuple[Month, Voice], dict[VoiceOutcome, int]] = defaultdict(dict)
    for month, key, count in _work(scope, kept, WorkSubject.VOICE):
        voice, outcome = key.split(" ")
        found[month, Voice(voice)][VoiceOutcome(outcome)] = count
    return found


@dataclass(frozen=True)
class ResponseCounts:
    """Responses to Inadequate audits that are owed: of `owed` those given in so many `days` each, and how many by the due date."""

    owed: int = 0
    days: tuple[int, ...] = ()
    in_time: int = 0


def responses_given(scope: FactScope, kept: Kept) -> dict[Month, ResponseCounts]:
    """By month of the audit; days are calendar days from the first submission. Those whose Inadequate was not upheld are not owed."""
    found: dict[Month, ResponseCounts] = {}
    for month, key, count in _work(scope, kept, WorkSubject.RESPONSE):
        was, (came, *took) = found.get(month, ResponseCounts()), key.split(" ")
        days = tuple(map(int, took)) * count
        in_time = count if came == "in" else 0
        found[month] = ResponseCounts(was.owed + count, tuple(sorted(was.days + days)), was.in_time + in_time)
    return found


def _asked_of_links(scope: FactScope) -> ListQuestion[list[Any]]:
    finished = {"audit__counted__state__in": FINISHED, "earlier__counted__state__in": FINISHED}
    # Links are few, and their months are looked at here: asked for by months the database would begin with all audits of these.
    links = ReAudit.objects.filter(
        monthly("audit__cycle__"), released("audit__cycle__month"), scope.of_cohort("audit__cohort"), **finished
    ).order_by()
    grades = ("audit__cycle__month", "earlier__counted__after", "audit__counted__after")
    return ListQuestion(links.values_list(*grades).annotate(Count("pk")), list)


def graded_again(scope: FactScope, links: Iterable[Any]) -> dict[Month, Directions]:
    """By month of the later audit: how many records audited again were graded better (up), the same and worse, both grades agreed."""
    pairs: dict[Month, Counter] = defaultdict(Counter)
    for month, was, after, count in links:
        if was and after and scope.first <= month <= scope.last and month not in scope.hidden:
            pairs[month][was, after] += count
    return {month: directions(table_of_pairs(each)) for month, each in pairs.items()}


def actions_raised(scope: FactScope, kept: Kept) -> Mapping[Month, Mapping[ActionState, int]]:
    """By month of the audit that raised them: how many actions are in each state; withdrawn ones left out."""
    found: dict[Month, dict[ActionState, int]] = defaultdict(dict)
    for month, state, count in _work(scope, kept, WorkSubject.ACTION):
        found[month][ActionState(state)] = count
    return found


def _asked_of_observations(scope: FactScope) -> ListQuestion[list[Any]]:
    rows = Observation.objects.recorded().filter(scope.months("month")).order_by()
    return ListQuestion(rows.values_list("month").annotate(Count("pk"), said=Count("pk", filter=FAMILY_SAID)), list)


def observed_grades(scope: FactScope, agreed: Mapping[Any, int], kept: Kept) -> Mapping[tuple[Month, bool], Mapping[Grade, int]]:
    """Agreed overall grades by month, of audits beside which practice was observed (True) and of the others.

    All are read from the counts: the others are what is left.
    """
    observed = Counter({(month, grade): number for month, grade, number in _work(scope, kept, WorkSubject.OBSERVED)})
    found: dict[tuple[Month, bool], dict[Grade, int]] = defaultdict(dict)
    for (month, grade), number in agreed.items():
        if grade in ("", Grade.NOT_APPLICABLE) or month in scope.hidden:
            continue
        for is_observed, part in ((True, observed[month, grade]), (False, number - observed[month, grade])):
            if part:
                found[month, is_observed][Grade(grade)] = part
    return found


@dataclass(frozen=True)
class TimesOfMonth:
    """Of a month's audits done here. `due` and `moderation_due` are the month's own days, None where none is set; `by_due` of `submitted`
    were first submitted by the one, `moderated_by_due` of `moderated` moderated by the other, each of these in so many `days`.
    """

    due: datetime.date | None
    moderation_due: datetime.date | None
    submitted: int = 0
    by_due: int = 0
    moderated: int = 0
    moderated_by_due: int = 0
    days: tuple[int, ...] = ()


def times_of_months(kept: Kept, dues: Iterable[tuple[Month, Day, Day]]) -> dict[Month, TimesOfMonth]:
    """By month; days are calendar days from the latest submission to the end of moderation."""
    came, ended = kept[WorkSubject.SUBMITTED], kept[WorkSubject.MODERATED]
    submitted, moderated, took = (defaultdict[Month, Counter[datetime.date]](Counter), defaultdict[Month, Counter[datetime.date]](Counter),
                                  defaultdict[Month, list[int]](list))  # fmt: skip
    for (month, _, day), number in came.items():
        submitted[month][datetime.date.fromisoformat(day)] += number
    for (month, _, key), number in ended.items():
        what, value = key.split(" ")
        if what == ENDED:
            moderated[month][datetime.date.fromisoformat(value)] += number
        else:
            took[month] += [int(value)] * number
    return {
        month: TimesOfMonth(
            due,
            moderation_due,
            submitted[month].total(),
            _by_day(submitted[month], due),
            moderated[month].total(),
            _by_day(moderated[month], moderation_due),
            tuple(sorted(took[month])),
        )
        for month, due, moderation_due in dues
        if submitted[month].total()
    }


def _by_day(found: Mapping[datetime.date, int], due: datetime.date | None) -> int:
    return sum(number for day, number in found.items() if due and day <= due)


@dataclass(frozen=True)
class LinkedIndicator:
    """An indicator that is read beside a domain, with its figures by month."""

    domain: str
    indicator: Indicator
    values: Mapping[Month, Decimal]


def links_of_domains() -> Sequence[DomainIndicator]:
    """Which indicators are set beside which domains, in their order: several parts of one page ask."""
    rows = DomainIndicator.objects.select_related("indicator__measure").order_by("position", "pk")
    return read_once(links_of_domains, lambda: list(rows))


def linked_indicators(first: Month, last: Month, place: int = OUR_COUNCIL) -> list[LinkedIndicator]:
    """Of every domain that has some, by their place beside it; with the figures of our council, or of a part of it."""
    lines = domain_lines()
    links: dict[tuple[str, int], Indicator] = {}
    for row in links_of_domains():
        if row.domain_id in lines and row.indicator.is_current:
            links.setdefault((lines[row.domain_id].name, row.indicator_id), row.indicator)
    values = _values({pk for _, pk in links}, first, last, place)
    return [LinkedIndicator(domain, indicator, values.get(pk, {})) for (domain, pk), indicator in links.items()]


def _values(indicators: Collection[int], first: Month, last: Month, place: int) -> Mapping[int, Mapping[Month, Decimal]]:
    rows = Value.objects.given().filter(place=place, indicator__in=indicators, month__gte=first, month__lte=last)
    found: dict[int, dict[Month, Decimal]] = defaultdict(dict)
    for pk, month, value in rows.order_by().values_list("indicator", "month", "value"):
        found[pk][month] = value
    return found


def _work(scope: FactScope, kept: Kept, subject: WorkSubject) -> Iterator[tuple[Month, str, int]]:
    """By month and key, but of the hidden months."""
    for (month, _, key), number in kept[subject].items():
        if number and month not in scope.hidden:
            yield month, key, number
