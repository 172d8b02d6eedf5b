"""Whether facts that were inserted into a text are still so: worked out again when the text is read, and said why where they are not."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from audits.calculations import FEWEST, is_small
from foundation.council.months import parse_month, period_name
from foundation.govuk.false_words import FalseWords
from insight.enums import Happened
from insight.models import InsertedFact
from insight.queries.inserted import happened_since
from insight.stored import FACT_FIGURES
from performance.queries import FigureReader

from .fact import ComputedFact
from .offered import every_kind
from .reading import FactReader

# From some inserted facts to those of their keys that can be concluded now.
FindAgain = Callable[[Collection[InsertedFact], FigureReader], Mapping[str, ComputedFact]]
# Which names a domain goes by is no part of what a fact says.
_NAMES = {"domain"}


@dataclass(frozen=True)
class FalseFact:
    """A fact that was inserted and is not so any more: why it is not, and what is so now, None where nothing of the kind is."""

    inserted: InsertedFact
    why: str
    now: ComputedFact | None = None

    @property
    def is_replaceable(self) -> bool:
        """Whether one press may put what is so now in its place: of one cohort nothing about fewer than five audits."""
        is_of_few = self.now and self.now.cohort and (self.now.least < FEWEST or any(map(is_small, self.now.parts)))
        return self.now is not None and not is_of_few

    @property
    def reason(self) -> str:
        """Why, and what is so now."""
        return f"{self.why} Now: “{self.now.sentence}”" if self.now else f"{self.why} Nothing of the kind can be concluded now."

    @property
    def words(self) -> FalseWords:
        """For people who may read what is so now."""
        return FalseWords(self.inserted.sentence, self.reason)


def false_facts(rows: Collection[InsertedFact], figures: FigureReader, *others: FindAgain) -> list[FalseFact]:
    """Those of the inserted facts that are not so any more, in their order. `others` find again what insight does not compute itself."""
    now: dict[str, ComputedFact] = {}
    for find in (found_again, *others):
        now |= find(rows, figures)
    wrong = [row for row in rows if not is_still_so(row.sentence, FACT_FIGURES.read(row.figures), now.get(row.key))]
    happened = happened_since(wrong)
    return [FalseFact(row, why_changed(row, happened[row.pk]), now.get(row.key)) for row in wrong]


def found_again(rows: Collection[InsertedFact], figures: FigureReader) -> Mapping[str, ComputedFact]:
    """Looked for in the periods in which they were found, with one reading of everything for each cohort that they are about."""
    kinds = {kind.name: kind for kind in every_kind()}
    wanted: dict[str, dict[tuple[datetime.date, datetime.date], set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if row.kind in kinds:
            wanted[row.cohort][row.first_month, row.last_month].add(row.kind)
    found: dict[str, ComputedFact] = {}
    for cohort, periods in wanted.items():
        first, last = min(first for first, _ in periods), max(last for _, last in periods)
        reader = FactReader(first, last, cohort=cohort, figures=figures)
        for ends, names in periods.items():
            period = reader.period(*ends)
            found |= {fact.key: fact for name in names for fact in kinds[name].find(period)}
    return found


def is_still_so(sentence: str, figures: Mapping[str, Any], now: ComputedFact | None) -> bool:
    """The same words say the same; other words with the same figures do too, where the council words something otherwise by now."""
    return now is not None and (now.sentence == sentence or unnamed(now.figures) == unnamed(figures))


def unnamed(figures: Any) -> Any:
    if isinstance(figures, Mapping):
        return {name: unnamed(value) for name, value in figures.items() if name not in _NAMES}
    return [unnamed(value) for value in figures] if isinstance(figures, list | tuple) else figures


def why_changed(row: InsertedFact, happened: Counter[Happened]) -> str:
    """What the trail has since; where it has nothing, that the figures changed."""
    audits = [f"{count} {_audits(count)} {what.label}" for what, count in happened.items() if what != Happened.FIGURES]
    said = []
    if audits:
        months = sorted(map(parse_month, row.months))
        whose = (
            f"audits of {row.cohort}, {period_name(months[0], months[-1])},"
            if row.cohort
            else f"audits of {period_name(months[0], months[-1])}"
        )
        said.append(f"Since it was inserted, of the {whose} {_listed(audits)}.")
    if happened[Happened.FIGURES]:
        said.append("Figures have been imported since.")
    return " ".join(said) or "The figures behind it have changed since it was inserted."


def _audits(count: int) -> str:
    return "was" if count == 1 else "were"


def _listed(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
