"""What is known before and after an event, of what it should move, as one reader is shown it."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model, Q

from audits.calculations import is_small
from audits.permissions import reads_every_audit
from audits.tool.queries import domain_lines
from foundation.accounts.models import Person
from foundation.council.months import first_of, last_day
from insight.answers.calculations import DomainChange, ShareChange, changes_of
from insight.answers.queries.practice import PracticeShown, practice_for
from insight.calculations import MonthStage, Share, domains_summed, good_or_better, summed
from insight.facts.fact import OVERALL
from insight.queries.agreement import months_still_to_moderate
from insight.queries.counted import Scope
from insight.queries.distributions import BEGINNING
from insight.triangulation.calculations import is_safe_to_show
from insight.triangulation.queries.observed import GOOD_GRADES
from inspections.models import Inspection, PlanPriority
from learning.calculations import ImpactWindow
from learning.models import LearningEvent
from observations.models import Observation
from performance.models import DatedEvent, Indicator, Value
from publications.enums import PublicationKind
from publications.models import Publication
from studies.calculations import Comparison, WaveReplies, compare
from studies.models import Study, StudyQuestion, Wave
from studies.queries.results import results_of


@dataclass(frozen=True)
class ImpactSubject:
    """What something is hoped to have moved: an event, something published to staff, or a priority of the improvement plan."""

    name: str
    first_day: datetime.date
    last_day: datetime.date
    about: LearningEvent | Publication | PlanPriority
    domains: Sequence[int]
    indicators: Sequence[Indicator]
    studies: Sequence[Study]


@dataclass(frozen=True)
class SampleImpact:
    """The first question of a dip sample in the last wave before and the latest wave after; None where there is no such wave."""

    study: Study
    question: StudyQuestion
    before: tuple[Wave, WaveReplies] | None
    after: tuple[Wave, WaveReplies] | None

    @property
    def comparison(self) -> Comparison | None:
        if not self.before or not self.after or not self.before[1].n or not self.after[1].n:
            return None
        return compare(self.before[1], self.after[1])


@dataclass(frozen=True)
class IndicatorImpact:
    """The council's figures of an indicator by month; the last before the event, and the latest after it."""

    indicator: Indicator
    by_month: Mapping[datetime.date, Value]
    before: Value | None
    after: Value | None


@dataclass(frozen=True)
class ObservedImpact:
    """How many observations of practice were made, by month and on either side, and how many of those with a grade were strong or secure.

    None where so few are not shown to this reader. The grade is on the scale of observations, which is none of audits.
    """

    by_month: Mapping[datetime.date, int | None]
    before: int | None
    after: int | None
    grades: ShareChange | None = None


@dataclass(frozen=True)
class OtherEvent:
    """Something else that happened in the same months, and where this reader may open it, what."""

    day: datetime.date
    words: str
    opens: LearningEvent | Publication | None = None


@dataclass(frozen=True)
class ImpactShown:
    """`months` are those of the timeline at whichever stage each is shown by, `before` and `since` those that are compared."""

    subject: ImpactSubject
    window: ImpactWindow
    changes: Sequence[DomainChange]
    ungraded: Sequence[str]
    months: Sequence[MonthStage]
    before: Sequence[MonthStage]
    since: Sequence[MonthStage]
    samples: Sequence[SampleImpact]
    indicators: Sequence[IndicatorImpact]
    observed: ObservedImpact
    others: Sequence[OtherEvent]


def subject_of_event(person: Person, event: LearningEvent) -> ImpactSubject:
    return ImpactSubject(
        event.name,
        event.first_day,
        event.last_day,
        event,
        [each.pk for each in event.domains.all()],
        list(event.indicators.select_related("measure")),
        list(Study.objects.visible_to(person).filter(learning_events=event).order_by("pk")),
    )


def subject_of_priority(person: Person, priority: PlanPriority) -> ImpactSubject:
    """From the day on which it was set."""
    return ImpactSubject(
        priority.name,
        priority.set_on,
        priority.set_on,
        priority,
        [each.pk for each in priority.domains.all()],
        list(priority.indicators.select_related("measure")),
        list(Study.objects.visible_to(person).filter(commissions__planpriority_set=priority).distinct().order_by("pk")),
    )


def subject_of_publication(publication: Publication) -> ImpactSubject:
    """From the day on which it was published, which it has."""
    day = publication.published_on or publication.begun_on
    domains = [publication.domain_id] if publication.domain_id else []
    return ImpactSubject(publication.title, day, day, publication, domains, [], [])


def impact_for(person: Person, subject: ImpactSubject, on: datetime.date) -> ImpactShown:
    """What `person` is shown. Months of which they have yet to grade audits blind are on neither side; small numbers are protected."""
    window = ImpactWindow(subject.first_day, subject.last_day, on)
    first, last = window.ends
    practice = practice_for(person, Scope(first, last), months_still_to_moderate(person, BEGINNING, last))
    before, since = practice.between(*window.before), practice.between(*window.after) if window.after else []
    changes, ungraded = _changes(subject, before, since)
    return ImpactShown(
        subject,
        window,
        changes,
        ungraded,
        _timeline(practice, first),
        before,
        since,
        [found for study in subject.studies for found in _sample(study, window)],
        _indicators(subject.indicators, window),
        _observed(window, in_full=reads_every_audit(person)),
        _others(person, subject, window),
    )


def _timeline(practice: PracticeShown, first: datetime.date) -> list[MonthStage]:
    return [month for month in practice.shown.months if month.month >= first]


def _changes(subject: ImpactSubject, before: Sequence[MonthStage], since: Sequence[MonthStage]) -> tuple[list[DomainChange], list[str]]:
    """Good or better in each domain that it should move, under its newest name; of the overall judgement where it names none."""
    if not subject.domains:
        sides = [good_or_better(summed(month.overall for month in months)) for months in (before, since)]
        return [DomainChange(OVERALL, ShareChange(*sides))], []
    lines = domain_lines()
    names = list(dict.fromkeys(lines[key].name for key in subject.domains if key in lines))
    found = {each.name: each for each in changes_of(domains_summed(before), domains_summed(since))}
    return [found[name] for name in names if name in found], [name for name in names if name not in found]


def _sample(study: Study, window: ImpactWindow) -> list[SampleImpact]:
    results = results_of(study)
    if not results:
        return []
    first = results[0]
    before = [each for each in first.replies if each[0].drawn_on <= window.first_day]
    after = [each for each in first.replies if each[0].drawn_on > window.last_day]
    return [SampleImpact(study, first.question, before[-1] if before else None, after[-1] if after else None)]


def _indicators(indicators: Sequence[Indicator], window: ImpactWindow) -> list[IndicatorImpact]:
    if not indicators:
        return []
    first, last = window.ends
    values: dict[int, dict[datetime.date, Value]] = defaultdict(dict)
    for value in Value.objects.ours().given().filter(indicator__in=indicators, month__gte=first, month__lte=last).order_by("month"):
        values[value.indicator_id][value.month] = value
    return [IndicatorImpact(each, values[each.pk], *_either_side(values[each.pk], window)) for each in indicators]


def _either_side(values: Mapping[datetime.date, Value], window: ImpactWindow) -> tuple[Value | None, Value | None]:
    before = [value for month, value in values.items() if month <= window.before[1]]
    after = [value for month, value in values.items() if window.after and month >= window.after[0]]
    return (before[-1] if before else None), (after[-1] if after else None)


def _observed(window: ImpactWindow, *, in_full: bool) -> ObservedImpact:
    first, last = window.ends
    rows = Observation.objects.recorded().filter(seen_on__gte=first, seen_on__lte=min(last_day(last), window.on)).order_by()
    seen = [(first_of(day), grade) for day, grade in rows.values_list("seen_on", "grade")]
    counts = Counter(month for month, _ in seen)

    def shown(count: int) -> int | None:
        return count if in_full or not is_small(count) else None

    def side(ends: tuple[datetime.date, datetime.date] | None) -> int | None:
        return shown(sum(count for month, count in counts.items() if ends and ends[0] <= month <= ends[1]))

    def graded(ends: tuple[datetime.date, datetime.date] | None) -> Share:
        given = [grade for month, grade in seen if grade and ends and ends[0] <= month <= ends[1]]
        return Share(sum(grade in GOOD_GRADES for grade in given), len(given))

    change = ShareChange(graded(window.before), graded(window.after))
    is_shown = bool(change.before.n or change.now.n) and (in_full or (is_safe_to_show(change.before) and is_safe_to_show(change.now)))
    by_month = {month: shown(count) for month, count in counts.items()}
    return ObservedImpact(by_month, side(window.before), side(window.after), change if is_shown else None)


def _own(subject: ImpactSubject, model: type[Model]) -> int:
    """The key of what it is about, where that is one of these; else 0, which none has."""
    return subject.about.pk if isinstance(subject.about, model) else 0


def _others(person: Person, subject: ImpactSubject, window: ImpactWindow) -> list[OtherEvent]:
    """Events that were held, inspections, what was published to staff, what was noted with figures or grades: by their days."""
    first, last = window.ends[0], min(last_day(window.ends[1]), window.on)
    held = LearningEvent.objects.held().between(first, last).exclude(pk=_own(subject, LearningEvent))
    seen = set(LearningEvent.objects.visible_to(person).between(first, last).values_list("pk", flat=True))
    found = [OtherEvent(each.first_day, f"{each.get_kind_display()}: {each.name}", each if each.pk in seen else None) for each in held]
    told = (
        Publication.objects.visible_to(person).published().exclude(kind=PublicationKind.NEWSLETTER).exclude(pk=_own(subject, Publication))
    )
    for publication in told.filter(published_on__gte=first, published_on__lte=last):
        words = f"{publication.get_kind_display()}: {publication.title}"
        found.append(OtherEvent(publication.published_on or first, words, publication))
    inspected = Inspection.objects.filter(first_day__gte=first, first_day__lte=last)
    found += [OtherEvent(each.first_day, str(each.get_kind_display())) for each in inspected]
    noted = DatedEvent.objects.standing().filter(Q(indicator=None) | Q(indicator__in=subject.indicators), day__gte=first, day__lte=last)
    found += [OtherEvent(each.day, each.words) for each in noted]
    return sorted(found, key=lambda each: (each.day, each.words))
