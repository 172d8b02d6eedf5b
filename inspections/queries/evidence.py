"""The evidence of how recommendations and priorities are getting on, of all of them in a fixed number of queries."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Exists, Model, OuterRef, Q

from actions.enums import CLOSED_STATES, ActionState
from actions.models import Action
from audits.calculations import is_small
from audits.enums import FindingKind
from audits.models import FindingTheme
from audits.permissions import reads_every_audit
from audits.tool.queries import domain_lines
from commissions.models import Commission
from foundation.accounts.models import Person
from foundation.council.months import add_months, first_of
from insight.answers.calculations import DomainChange, changes_of
from insight.answers.queries.practice import PracticeShown, practice_for
from insight.calculations import MonthStage, domains_summed
from insight.queries.agreement import months_still_to_moderate
from insight.queries.counted import Scope
from insight.queries.distributions import BEGINNING
from insight.themes.queries.counts import ThemeScope, shown_counts, theme_counts
from inspections.enums import TargetMet
from inspections.models import PlanPriority, Recommendation
from performance.enums import Polarity
from performance.models import Indicator, Target, Value
from performance.queries.figures import target_in

MONTHS_BEFORE = 12
LISTED = 20
Mapped = Recommendation | PlanPriority


@dataclass(frozen=True)
class EvidencePeriod:
    """Grades and findings of the year up to the month in which an inspection began, and those of the months after it.

    None of the months is in both. A month of which the reader still has records to grade blind is in neither.
    """

    began: datetime.date
    on: datetime.date

    @property
    def split(self) -> datetime.date:
        """The last month before."""
        return first_of(self.began)

    @property
    def first(self) -> datetime.date:
        return add_months(self.split, 1 - MONTHS_BEFORE)

    @property
    def since(self) -> datetime.date:
        return add_months(self.split, 1)

    @property
    def last(self) -> datetime.date:
        return max(first_of(self.on), self.since)


@dataclass(frozen=True)
class IndicatorEvidence:
    """The latest figure, that of the month in which the inspection began, and what it should reach."""

    indicator: Indicator
    latest: Value | None
    then: Value | None
    target: Decimal | None

    @property
    def met(self) -> TargetMet:
        if self.target is None or self.latest is None or self.latest.value is None:
            return TargetMet.NEITHER
        value, polarity = self.latest.value, self.indicator.polarity
        if polarity == Polarity.NEUTRAL:
            return TargetMet.NEITHER
        reached = value >= self.target if polarity == Polarity.HIGHER else value <= self.target
        return TargetMet.MET if reached else TargetMet.MISSED


@dataclass(frozen=True)
class ActionEvidence:
    """How many actions there are by where they stand. None of the parts where the reader is not shown so few."""

    total: int = 0
    parts: Mapping[str, int] | None = field(default_factory=dict)


@dataclass(frozen=True)
class ThemeEvidence:
    """In how many audits the theme was an area for improvement, of how many; a count is None where it is not shown."""

    name: str
    before: tuple[int | None, int]
    since: tuple[int | None, int]


@dataclass(frozen=True)
class MappedEvidence:
    """All evidence of one recommendation or priority."""

    domains: Sequence[DomainChange] = ()
    # Domains that were never graded, in what this reader is shown.
    ungraded: Sequence[str] = ()
    themes: Sequence[ThemeEvidence] = ()
    indicators: Sequence[IndicatorEvidence] = ()
    actions: ActionEvidence = field(default_factory=ActionEvidence)
    sections: Sequence[str] = ()
    commissions: Sequence[Commission] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is mapped; what is mapped and not shown counts too."""
        has_actions = bool(self.actions.total) or self.actions.parts is None
        lists = (self.domains, self.ungraded, self.themes, self.indicators, self.sections, self.commissions)
        return not (has_actions or any(lists))


@dataclass(frozen=True)
class EvidenceShown:
    """By the key of what is mapped; with the months that are counted on either side."""

    period: EvidencePeriod
    of: Mapping[int, MappedEvidence]
    before: Sequence[MonthStage]
    since: Sequence[MonthStage]


def evidence_for(person: Person, mapped: Sequence[Mapped], period: EvidencePeriod) -> EvidenceShown:
    """What `person` is shown of the evidence; `mapped` are all of one kind. The number of queries does not grow with them."""
    hidden = months_still_to_moderate(person, BEGINNING, period.last)
    practice = practice_for(person, Scope(period.first, period.last), hidden)
    before, since = practice.between(period.first, period.split), practice.between(period.since, period.last)
    domains = _domains(mapped, practice, period)
    indicators = _indicators(mapped, period)
    actions = _actions(person, mapped, period.on)
    themes = _themes(person, mapped, period, hidden)
    commissions = _commissions(person, mapped)
    found = {}
    for each in mapped:
        changes, ungraded = domains[each.pk]
        found[each.pk] = MappedEvidence(
            changes,
            ungraded,
            themes[each.pk],
            indicators[each.pk],
            actions.get(each.pk, ActionEvidence()),
            each.section_keys,
            commissions[each.pk],
        )
    return EvidenceShown(period, found, before, since)


def actions_listed(person: Person, mapped: Mapped) -> list[Action]:
    """The first of its actions that the reader may open."""
    return list(mapped.actions.visible_to(person).live().order_by("-pk")[:LISTED])


def _links(mapped: Sequence[Mapped], name: str) -> dict[int, list[int]]:
    """What is mapped by `name`, by the key of each: one query."""
    through = getattr(type(mapped[0]), name).through if mapped else None
    found: dict[int, list[int]] = {each.pk: [] for each in mapped}
    if through is None:
        return found
    source, target = _ends(through, type(mapped[0]))
    rows = through._default_manager.filter(**{f"{source}__in": list(found)}).order_by("pk")
    for pk, other in rows.values_list(source, target):
        found[pk].append(other)
    return found


def _ends(through: type[Model], model: type[Model]) -> tuple[str, str]:
    fields = [each for each in through._meta.fields if each.is_relation]
    source = next(each for each in fields if each.related_model is model)
    return source.attname, next(each.attname for each in fields if each is not source)


def _domains(mapped: Sequence[Mapped], practice: PracticeShown, period: EvidencePeriod) -> dict[int, tuple[list[DomainChange], list[str]]]:
    """Good or better before and since, in each mapped domain under the newest name of its line."""
    links, lines = _links(mapped, "domains"), domain_lines()
    before = domains_summed(practice.between(period.first, period.split))
    since = domains_summed(practice.between(period.since, period.last))
    changes = {each.name: each for each in changes_of(before, since)}
    found = {}
    for pk, keys in links.items():
        names = list(dict.fromkeys(lines[key].name for key in keys if key in lines))
        found[pk] = ([changes[name] for name in names if name in changes], [name for name in names if name not in changes])
    return found


def _themes(
    person: Person, mapped: Sequence[Mapped], period: EvidencePeriod, hidden: Sequence[datetime.date]
) -> dict[int, list[ThemeEvidence]]:
    links = _links(mapped, "themes")
    if not any(links.values()):
        return {pk: [] for pk in links}
    themes = {each.pk: each for each in FindingTheme.objects.filter(pk__in={key for keys in links.values() for key in keys})}
    sides = [
        shown_counts(person, theme_counts(ThemeScope(first, last, hidden=hidden)))
        for first, last in ((period.first, period.split), (period.since, period.last))
    ]

    def count(key: int, side: int) -> tuple[int | None, int]:
        seen = sides[side].seen.get((key, FindingKind.AREA), {})
        return (None if None in seen.values() else sum(number or 0 for number in seen.values()), sides[side].of)

    return {
        pk: [ThemeEvidence(themes[key].name, count(counted, 0), count(counted, 1)) for key in keys for counted in [_counted(themes[key])]]
        for pk, keys in links.items()
    }


def _counted(theme: Model) -> int:
    """A merged theme counts under that into which it was merged."""
    return getattr(theme, "merged_into_id", None) or theme.pk


def _indicators(mapped: Sequence[Mapped], period: EvidencePeriod) -> dict[int, list[IndicatorEvidence]]:
    links = _links(mapped, "indicators")
    keys = {key for found in links.values() for key in found}
    if not keys:
        return {pk: [] for pk in links}
    indicators = {each.pk: each for each in Indicator.objects.filter(pk__in=keys).select_related("measure")}
    ours = Value.objects.ours().filter(indicator__in=keys, month__lte=period.on)
    later = Value.objects.ours().filter(indicator=OuterRef("indicator"), month__gt=OuterRef("month"), month__lte=period.on)
    latest = {each.indicator_id: each for each in ours.exclude(Exists(later))}
    then = {each.indicator_id: each for each in ours.filter(month=period.split)}
    targets: dict[int, list[Target]] = {}
    for each in Target.objects.filter(indicator__in=keys):
        targets.setdefault(each.indicator_id, []).append(each)

    def evidence(key: int) -> IndicatorEvidence:
        value = latest.get(key)
        held = target_in(targets.get(key, ()), value.month if value else first_of(period.on))
        return IndicatorEvidence(indicators[key], value, then.get(key), held.value if held else None)

    return {pk: [evidence(key) for key in found] for pk, found in links.items()}


def _commissions(person: Person, mapped: Sequence[Mapped]) -> dict[int, list[Commission]]:
    """Of the commissioned work that is linked, what the reader may read."""
    links = _links(mapped, "commissions")
    keys = {key for found in links.values() for key in found}
    seen = {each.pk: each for each in Commission.objects.visible_to(person).filter(pk__in=keys)} if keys else {}
    return {pk: [seen[key] for key in found if key in seen] for pk, found in links.items()}


def _actions(person: Person, mapped: Sequence[Mapped], on: datetime.date) -> dict[int, ActionEvidence]:
    """Counted in the database. A wider audience is shown how many there are of at least five, and the parts where none is small."""
    if not mapped:
        return {}
    name = f"{type(mapped[0])._meta.model_name}_set"
    rows = Action.objects.gone_live().filter(**{f"{name}__in": [each.pk for each in mapped]}).exclude(state=ActionState.WITHDRAWN)
    late = Count("pk", filter=Q(state=ActionState.OPEN, due__lt=on))
    counts: dict[int, Counter[str]] = {}
    for pk, state, number, overdue in rows.order_by().values_list(name, "state").annotate(number=Count("pk"), overdue=late):
        counted = counts.setdefault(pk, Counter())
        counted["total"] += number
        counted["overdue"] += overdue
        counted["open"] += number if state in (ActionState.OPEN, ActionState.DONE) else 0
        counted["verified"] += number if state in CLOSED_STATES else 0
        counted["effective"] += number if state == ActionState.EFFECTIVE else 0
    return {pk: _shown_actions(counted, in_full=reads_every_audit(person)) for pk, counted in counts.items()}


def _shown_actions(counted: Counter[str], *, in_full: bool) -> ActionEvidence:
    total = counted.pop("total")
    if in_full:
        return ActionEvidence(total, dict(counted))
    others = [total - counted["verified"], counted["verified"] - counted["effective"], counted["open"] - counted["overdue"]]
    if is_small(total) or any(map(is_small, [*counted.values(), *others])):
        return ActionEvidence(0 if is_small(total) else total, None)
    return ActionEvidence(total, dict(counted))
