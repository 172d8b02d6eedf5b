"""What facts count besides grades: each in one grouped query, whatever the number of audits and months."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q

from actions.enums import ActionState
from actions.models import Action
from audits.enums import AuditState, Grade, Voice, VoiceOutcome
from audits.models import Audit, CountedAudit, ReAudit, TeamResponse, VoiceHeard
from audits.tool.queries import domain_lines
from foundation.statistics import Directions, directions
from insight.models import DomainIndicator
from observations.models import Observation
from performance.models import Indicator, Value

from .agreement import moderated_pairs, table_of_pairs
from .counted import FINISHED, Scope, counted
from .fact_rows import FactScope

Month = datetime.date


def moderation_moves(scope: FactScope) -> dict[tuple[Month, str], Directions]:
    """By month and domain, empty for the overall judgement: how many grades of moderated audits moderation raised, left and lowered."""
    lines = domain_lines()
    moderated = Scope(scope.first, scope.last, cohort=scope.cohort)
    pairs: dict[tuple[Month, str], Counter] = defaultdict(Counter)
    for month, domain, was, after, count in moderated_pairs(moderated, scope.hidden, "month", "domain", "before", "after"):
        pairs[month, lines[domain].name if domain else ""][was, after] += count
    return {key: directions(table_of_pairs(each)) for key, each in pairs.items()}


def voices_heard(scope: FactScope) -> Mapping[tuple[Month, Voice], Mapping[VoiceOutcome, int]]:
    """By month and voice, of submitted audits: how often each outcome was recorded."""
    rows = VoiceHeard.objects.filter(scope.months("audit__cycle__month"), scope.of_cohort("audit__cohort"), _of_submitted())
    found: dict[tuple[Month, Voice], dict[VoiceOutcome, int]] = defaultdict(dict)
    grouped = rows.exclude(outcome="").order_by().values_list("audit__cycle__month", "voice", "outcome")
    for month, voice, outcome, count in grouped.annotate(Count("pk")):
        found[month, Voice(voice)][VoiceOutcome(outcome)] = count
    return found


@dataclass(frozen=True)
class ResponseCounts:
    """Responses to Inadequate audits that are owed: of `owed` those given in so many `days` each, and how many by the due date."""

    owed: int = 0
    days: tuple[int, ...] = ()
    in_time: int = 0


def responses_given(scope: FactScope) -> dict[Month, ResponseCounts]:
    """By month of the audit; days are calendar days from the first submission. Those whose Inadequate was not upheld are not owed."""
    rows = TeamResponse.objects.filter(
        scope.months("audit__cycle__month"), scope.of_cohort("audit__cohort"), _of_submitted(), not_upheld_on=None
    )
    found: dict[Month, ResponseCounts] = {}
    dates = ("audit__cycle__month", "audit__submitted_on", "due", "answered_on")
    for month, submitted, due, answered, count in rows.order_by().values_list(*dates).annotate(Count("pk")):
        was = found.get(month, ResponseCounts())
        days = ((answered - submitted).days,) * count if answered else ()
        in_time = count if answered and answered <= due else 0
        found[month] = ResponseCounts(was.owed + count, tuple(sorted(was.days + days)), was.in_time + in_time)
    return found


def graded_again(scope: FactScope) -> dict[Month, Directions]:
    """By month of the later audit: how many records audited again were graded better (up), the same and worse, both grades agreed."""
    finished = {"audit__counted__state__in": FINISHED, "earlier__counted__state__in": FINISHED}
    links = ReAudit.objects.filter(scope.months("audit__cycle__month"), scope.of_cohort("audit__cohort"), **finished).order_by()
    pairs: dict[Month, Counter] = defaultdict(Counter)
    grades = ("audit__cycle__month", "earlier__counted__after", "audit__counted__after")
    for month, was, after, count in links.values_list(*grades).annotate(Count("pk")):
        if was and after:
            pairs[month][was, after] += count
    return {month: directions(table_of_pairs(each)) for month, each in pairs.items()}


def actions_raised(scope: FactScope) -> Mapping[Month, Mapping[ActionState, int]]:
    """By month of the audit that raised them: how many actions are in each state; withdrawn ones left out."""
    rows = Action.objects.filter(scope.months("audit__cycle__month"), scope.of_cohort("audit__cohort"), _of_submitted())
    found: dict[Month, dict[ActionState, int]] = defaultdict(dict)
    grouped = rows.exclude(state=ActionState.WITHDRAWN).order_by().values_list("audit__cycle__month", "state")
    for month, state, count in grouped.annotate(Count("pk")):
        found[month][ActionState(state)] = count
    return found


def observations_recorded(scope: FactScope) -> dict[Month, tuple[int, int]]:
    """By month: how many observations were recorded, and how many of them say what the child and family said."""
    rows = Observation.objects.recorded().filter(scope.months())
    by_month = rows.order_by().values_list("cycle__month").annotate(Count("pk"), said=Count("pk", filter=~Q(family_feedback="")))
    return {month: (recorded, with_words) for month, recorded, with_words in by_month}


def observed_grades(scope: FactScope) -> Mapping[tuple[Month, bool], Mapping[Grade, int]]:
    """Agreed overall grades by month, of audits beside which practice was observed (True) and of the others.

    All are read from the counts, and the observed ones, which are few, from what is kept of each: the others are what is left.
    """
    every = counted(Scope(scope.first, scope.last, cohort=scope.cohort), "month", "after", states=FINISHED, overall=True)
    kept = CountedAudit.objects.filter(scope.months(), scope.of_cohort(), state__in=FINISHED)
    kept = kept.filter(audit__in=Observation.objects.recorded().filter(audit__isnull=False).order_by().values("audit"))
    observed = Counter(
        {tuple(place): number for *place, number in kept.order_by().values_list("cycle__month", "after").annotate(Count("pk"))}
    )
    found: dict[tuple[Month, bool], dict[Grade, int]] = defaultdict(dict)
    for (month, grade), number in every.items():
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


def times_of_months(scope: FactScope) -> dict[Month, TimesOfMonth]:
    """By month; days are calendar days from the latest submission to the end of moderation."""
    audits = Audit.objects.submitted().filter(scope.months(with_hidden=True), scope.of_cohort(), imported=False).order_by()
    moderated = Q(state=AuditState.MODERATED, finished_on__isnull=False)
    by_month = audits.values("cycle__month", "cycle__audits_due", "cycle__moderation_due").annotate(
        submitted=Count("pk"),
        by_due=Count("pk", filter=Q(submitted_on__lte=F("cycle__audits_due"))),
        moderated=Count("pk", filter=moderated),
        moderated_by_due=Count("pk", filter=moderated & Q(finished_on__lte=F("cycle__moderation_due"))),
    )
    took: dict[Month, list[int]] = defaultdict(list)
    dates = ("cycle__month", "submitted_on", "resubmitted_on", "finished_on")
    for month, submitted, again, finished, count in audits.filter(moderated).values_list(*dates).annotate(Count("pk")):
        took[month] += [(finished - (again or submitted)).days] * count
    days = {"cycle__audits_due": "due", "cycle__moderation_due": "moderation_due"}
    found: dict[Month, TimesOfMonth] = {}
    for row in by_month:
        month = row.pop("cycle__month")
        found[month] = TimesOfMonth(days=tuple(sorted(took[month])), **{days.get(name, name): value for name, value in row.items()})
    return found


@dataclass(frozen=True)
class LinkedIndicator:
    """An indicator that is read beside a domain, with its figures by month."""

    domain: str
    indicator: Indicator
    values: Mapping[Month, Decimal]


def linked_indicators(first: Month, last: Month) -> list[LinkedIndicator]:
    """Of every domain that has some, by their place beside it."""
    lines = domain_lines()
    links: dict[tuple[str, int], Indicator] = {}
    rows = DomainIndicator.objects.filter(domain__in=lines, indicator__is_current=True).select_related("indicator__measure")
    for row in rows.order_by("position", "pk"):
        links.setdefault((lines[row.domain_id].name, row.indicator_id), row.indicator)
    values = _values({pk for _, pk in links}, first, last)
    return [LinkedIndicator(domain, indicator, values.get(pk, {})) for (domain, pk), indicator in links.items()]


def _values(indicators: Collection[int], first: Month, last: Month) -> Mapping[int, Mapping[Month, Decimal]]:
    rows = Value.objects.ours().given().filter(indicator__in=indicators, month__gte=first, month__lte=last)
    found: dict[int, dict[Month, Decimal]] = defaultdict(dict)
    for pk, month, value in rows.order_by().values_list("indicator", "month", "value"):
        found[pk][month] = value
    return found


def _of_submitted() -> Q:
    """The same as `submitted` says of audits, for what belongs to one: by a join, where a list of them all would be made each time."""
    return Q(audit__submitted_on__isnull=False) & ~Q(audit__state=AuditState.WITHDRAWN)
