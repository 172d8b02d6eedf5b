"""Facts as pages show them: each a sentence, its rule, where it comes from, and where it opens to its audits."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.months import month_code
from foundation.documents import CellValue, Table, plain_table
from insight.facts import ComputedFact
from insight.facts.sources import SourcesApart
from insight.triangulation.pages.page import triangulation_address

# Letters: two lines of a page that is 820 wide.
LONG_SOURCE = 200


@dataclass(frozen=True)
class FactRow:
    """`href` leads to the audits behind it; `is_insertable`, where it may be put into the Board's report; `headline` is what
    is read first of a long sentence.
    """

    key: str
    sentence: str
    source: str
    href: str
    is_insertable: bool
    headline: str = ""

    @property
    def is_of_many(self) -> bool:
        """Whether where it comes from is longer to read than it is itself, as the months of a long run are."""
        return len(self.source) > LONG_SOURCE


@dataclass(frozen=True)
class Insertion:
    """Where a fact can be put with one press: the address that takes its key, and what it is put into, in words."""

    href: str
    into: str


FindInsertion = Callable[[Person, datetime.date, datetime.date], Insertion | None]
_insertions: list[FindInsertion] = []


def register_insertion(find: FindInsertion) -> None:
    """A room above says whether a person may put facts of some months into a text of theirs, and where."""
    if find not in _insertions:
        _insertions.append(find)


def insertion_for(person: Person, first: datetime.date, last: datetime.date) -> Insertion | None:
    return next((found for find in _insertions if (found := find(person, first, last))), None)


def fact_rows(found: Iterable[ComputedFact], query: str, to_insert: Collection[ComputedFact] = ()) -> list[FactRow]:
    """`query` is the period and the cohort that they were looked for in."""
    keys = {fact.key for fact in to_insert}
    return [FactRow(fact.key, fact.sentence, fact.source, fact_url(fact, query), fact.key in keys, fact.headline) for fact in found]


def fact_url(fact: ComputedFact, query: str = "") -> str:
    first, last = fact.period or (None, None)
    asked = query or (f"?{urlencode({'from': month_code(first), 'to': month_code(last)})}" if first and last else "")
    return f"{reverse('insight:fact', args=[fact.key])}{asked}"


def other_sources(fact: ComputedFact, query: str) -> str:
    """Where the rows of a fact are that is not about audits alone; empty of any other."""
    return triangulation_address(str(fact.figures["domain"]), query) if fact.kind == SourcesApart.name else ""


def facts_sheet(found: Iterable[ComputedFact]) -> Table:
    rows: list[list[CellValue]] = [[fact.sentence, fact.rule, fact.source, fact.kind, fact.key] for fact in found]
    return plain_table("Facts", ("Fact", "Rule", "Source", "Kind", "Key"), rows)
