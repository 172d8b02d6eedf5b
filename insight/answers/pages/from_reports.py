"""What a room above knows of reports: which one the Board was given last, and where a report says what is no longer so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from foundation.accounts.models import Person
from foundation.council.months import period_name


@dataclass(frozen=True)
class LastReport:
    """The months that it is on, and where it is read: nowhere for somebody who may not."""

    first: date
    last: date
    href: str = ""

    @property
    def name(self) -> str:
        return f"report on {period_name(self.first, self.last)}"


@dataclass(frozen=True)
class FalseFactsOfReport:
    """How many computed facts of a report are no longer so."""

    name: str
    href: str
    count: int


FindLastReport = Callable[[Person], LastReport | None]
FindFalseFacts = Callable[[Person], Sequence[FalseFactsOfReport]]
_last: list[FindLastReport] = []
_false: list[FindFalseFacts] = []


def register_reports(last: FindLastReport, false: FindFalseFacts) -> None:
    """The room above says which report was approved last, and which of those that a person may read have facts that are no longer so."""
    if last not in _last:
        _last.append(last)
        _false.append(false)


def last_report_for(person: Person) -> LastReport | None:
    return next((found for find in _last if (found := find(person))), None)


def false_facts_for(person: Person) -> list[FalseFactsOfReport]:
    return [found for find in _false for found in find(person)]
