"""Which facts are offered, in which order, to whom."""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from audits.calculations import FEWEST, is_small
from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from insight.calculations import MonthStage
from insight.enums import RowsBehind
from insight.queries.audience import ShownMonths, shown_to, shown_to_others
from insight.queries.counted import Scope
from insight.queries.fact_rows import AuditRows, numbers_behind
from performance.queries import FigureReader

from .changes import CHANGES
from .extremes import EXTREMES
from .fact import ComputedFact, FactKind
from .firsts import FIRSTS
from .following import FOLLOWING
from .indicators import INDICATORS, FiguresBeside
from .moderation import MODERATION, LeftOutOfMonth
from .months import MONTHS
from .reading import FactPeriod, FactReader
from .runs import RUNS
from .sources import SOURCES
from .times import TIMES
from .voices import VOICES

_OWN: tuple[FactKind, ...] = (
    *CHANGES,
    *MODERATION,
    *RUNS,
    *FIRSTS,
    *EXTREMES,
    *MONTHS,
    *INDICATORS,
    *FOLLOWING,
    *VOICES,
    *TIMES,
    *SOURCES,
)


def every_kind() -> tuple[FactKind, ...]:
    """Those of this room, and those that rooms above add: `fact_kinds` on their AppConfig, as the names of tuples."""
    names = [name for config in apps.get_app_configs() for name in getattr(config, "fact_kinds", ())]
    return (*_OWN, *(kind for name in names for kind in import_string(name)))


# Those that need nothing but the grades by month, which the page of results has read already.
OF_GRADES: tuple[FactKind, ...] = (*CHANGES, LeftOutOfMonth(), *RUNS, *FIRSTS, *EXTREMES, *MONTHS, FiguresBeside())
ORDER = (
    "The most telling first: a change or a difference that chance does not explain; then what is so for the first time, again, or for "
    "months in a row; then the highest and lowest of a year; then what was counted; then grades with the figures beside them; last, where "
    "there is no evidence of a change. Within each, the latest month first. What an earlier fact says already is not offered again."
)
# One figure that stands by itself, which is no part of a date, a share or a decimal number.
_SMALL_IN_WORDS = re.compile(r"(?<![\d.,–-])[1-4](?![\d.,%]*\d|%|[.,]\d)(?! percentage| point)")
_NO_COUNTS = {"months_in_a_row"}
_GRADES = (RowsBehind.AGREED, RowsBehind.FIRST, RowsBehind.MODERATED)
# What tells nothing of how audits were graded, so that a moderator may read it of a month that they have yet to grade blind.
_WITHOUT_GRADES = (RowsBehind.SUBMITTED,)


def facts_in(
    first: datetime.date, last: datetime.date, figures: FigureReader | None = None, kinds: Sequence[FactKind] | None = None
) -> list[ComputedFact]:
    """What can be concluded from the months from `first` to `last`, in view of every month before, in their order."""
    return facts_of_period(FactReader(first, last, figures=figures).period(first, last), kinds)


def insertable(found: Iterable[ComputedFact], reader: FactReader) -> list[ComputedFact]:
    """Those that may be put into the Board's report. Of one cohort only what a wider audience is shown of it: a part of a month."""
    scope = reader.scope
    if not scope.cohort:
        return list(found)
    shown = shown_to_others(reader.history, Scope(scope.first, scope.last, cohort=scope.cohort))
    return [fact for fact in found if is_shown(fact, shown, scope.cohort)]


def facts_for(person: Person, reader: FactReader, kinds: Sequence[FactKind] | None = None) -> list[ComputedFact]:
    """The same for one person: without what is about months, or of domains, with fewer audits than they may be shown.

    For months that are hidden from the reader, only agreed grades are used, and no fact covers such a month together with others.
    """
    scope = reader.scope
    period = reader.period(scope.first, scope.last)
    found = [fact for fact in facts_of_period(period, kinds) if not gives_away(fact, scope.hidden)]
    if not reads_every_audit(person):
        shown = shown_to(person, reader.history, Scope(scope.first, scope.last, cohort=scope.cohort))
        found = [fact for fact in found if is_shown(fact, shown, scope.cohort)]
    return found


def facts_for_others(reader: FactReader, kinds: Sequence[FactKind] | None = None) -> list[ComputedFact]:
    """What all staff are given to read. Besides what a wider audience may not read, without any count under five, and any that leaves
    fewer: the Board is shown such counts of a whole month, and colleagues know whose audits they are.
    """
    scope = reader.scope
    shown = shown_to_others(reader.history, Scope(scope.first, scope.last, cohort=scope.cohort))
    found = facts_of_period(reader.period(scope.first, scope.last), kinds)
    return [fact for fact in found if is_shown(fact, shown, scope.cohort) and not has_small_count(fact)]


def has_small_count(fact: ComputedFact) -> bool:
    """Whether the sentence, or a figure of it, counts from one to four, or all but so many."""
    return bool(_SMALL_IN_WORDS.search(fact.sentence)) or any(map(is_small, _counts_in(fact.figures)))


def _counts_in(figures: Any) -> Iterator[int]:
    """Every whole number of these figures, but for how many months follow one another; and what each count leaves of its whole."""
    if isinstance(figures, Mapping):
        if isinstance(figures.get("count"), int) and isinstance(figures.get("n"), int):
            yield figures["n"] - figures["count"]
        yield from (count for name, value in figures.items() if name not in _NO_COUNTS for count in _counts_in(value))
    elif isinstance(figures, list | tuple):
        yield from (count for value in figures for count in _counts_in(value))
    elif isinstance(figures, int) and not isinstance(figures, bool):
        yield figures


def facts_of_period(period: FactPeriod, kinds: Sequence[FactKind] | None = None) -> list[ComputedFact]:
    return in_order(fact for kind in (every_kind() if kinds is None else kinds) for fact in kind.find(period))


def in_order(found: Iterable[ComputedFact]) -> list[ComputedFact]:
    """The most telling first, as `ORDER` says; of several that say the same the first."""
    latest = sorted(found, key=lambda fact: fact.month or datetime.date.min, reverse=True)
    kept: list[ComputedFact] = []
    said: set[str] = set()
    for fact in sorted(latest, key=lambda fact: fact.telling):
        if not said & {fact.statement, fact.sentence}:
            said |= {fact.statement, fact.sentence}
            kept.append(fact)
    return kept


def gives_away(fact: ComputedFact, hidden: Collection[datetime.date]) -> bool:
    """Whether it would tell a moderator of grades that they have yet to give blind, or rests on a month of which they see a part."""
    if not hidden or not fact.months or all(rows.what in _WITHOUT_GRADES for rows in fact.rests_on):
        return False
    if len(fact.months) > 1:
        return any(min(fact.months) <= month <= max(fact.months) for month in hidden)
    return fact.months[0] in hidden and any(rows.what != RowsBehind.AGREED for rows in fact.rests_on)


def is_shown(fact: ComputedFact, shown: ShownMonths, cohort: str = "") -> bool:
    """Whether people who may not read the audits may read it: as `insight.queries.audience` says."""
    by_month = {month.month: month for month in shown.months}
    if _holds_few(fact) or not set(fact.months) <= by_month.keys():
        return False
    of_grades = [rows for rows in fact.rests_on if rows.what in _GRADES]
    if cohort and len(of_grades) < len(fact.rests_on):
        return False
    is_compared = not fact.is_about_moderation or _is_compared(fact, shown)
    return is_compared and all(_is_in(by_month, rows) for rows in of_grades)


def _holds_few(fact: ComputedFact) -> bool:
    return not fact.is_for_all or fact.least < FEWEST or any(map(is_small, fact.parts))


def _is_in(by_month: Mapping[datetime.date, MonthStage], rows: AuditRows) -> bool:
    return not rows.about or all(rows.about in by_month[month].domains for month in rows.months)


def _is_compared(fact: ComputedFact, shown: ShownMonths) -> bool:
    return not set(fact.months) & set(shown.not_compared) and not fact.domains & set(shown.domains_not_compared)


def with_numbers(found: Sequence[ComputedFact], cohort: str = "") -> list[tuple[ComputedFact, list[int]]]:
    """Each with the numbers of the audits that it rests on, ascending."""
    numbers = numbers_behind({rows for fact in found for rows in fact.rests_on}, cohort)
    return [(fact, sorted({number for rows in fact.rests_on for number in numbers[rows]})) for fact in found]
