"""What is said where a list does not say who works with a child, and how it is asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from audits.sampling.reading.columns import WORKER
from audits.sampling.reading.matching import Matching, NobodyKnown
from audits.sampling.reading.records import ListedRecord
from foundation.matching.pages import rows_named
from foundation.names import folded

WHAT_FOLLOWS = (
    "The portal cannot see a conflict of interest with the worker there: a record may be given to somebody who works with the child. "
    "Nobody is asked for a reflection or sent the letter of feedback."
)
NO_COLUMN = "No column of the list holds the allocated worker."
_CASES_NAMED = 5


@dataclass(frozen=True)
class WorkerAsked:
    """A name that is not known here, with the records that have it; or a record that names nobody."""

    cases: Sequence[str]
    label: str
    hint: str


@dataclass(frozen=True)
class MissingWorkers:
    """`warning` is the sentence that is shown loudest; empty where every record has a worker who is known here."""

    warning: str
    details: list[str]


NOBODY_MISSING = MissingWorkers("", [])


def missing_workers(records: Collection[ListedRecord], columns: Collection[str], matching: Matching) -> MissingWorkers:
    """How many records have no worker who is known here, which rows they are, and what follows from it."""
    found = matching.nobody_known(records)
    if not found.records:
        return NOBODY_MISSING
    number, of = len(found.records), len(records)
    has = f"{number} of {of} records has" if number == 1 else f"{number} of {of} records have"
    warning = f"{has} no worker who is known here. {WHAT_FOLLOWS}"
    return MissingWorkers(warning, _details(found) if WORKER in columns else [NO_COLUMN])


def _by_name(rows: Mapping[str, Sequence[ListedRecord]]) -> list[tuple[str, Sequence[ListedRecord]]]:
    return sorted(rows.items(), key=lambda each: folded(each[0]))


def _details(found: NobodyKnown) -> list[str]:
    details = [f"The list names nobody: {_where(found.blank)}."] if found.blank else []
    return details + [f"“{name}” is not a name here, or not of one person alone: {_where(rows)}." for name, rows in _by_name(found.unknown)]


def _where(records: Sequence[ListedRecord]) -> str:
    return rows_named([each.row for each in records]) if all(each.row for each in records) else ", ".join(each.case for each in records)


def workers_asked(records: Collection[ListedRecord], matching: Matching) -> list[WorkerAsked]:
    """One question for each name, and one for each record that names nobody."""
    found = matching.nobody_known(records)
    asked = [WorkerAsked([each.case for each in rows], f"Who is “{name}”?", _of(rows)) for name, rows in _by_name(found.unknown)]
    return asked + [WorkerAsked([each.case], f"Who works with {each.case}?", "The list names nobody") for each in found.blank]


def _of(records: Sequence[ListedRecord]) -> str:
    cases = [each.case for each in records]
    more = f" and {len(cases) - _CASES_NAMED} more" if len(cases) > _CASES_NAMED else ""
    return f"The worker of {', '.join(cases[:_CASES_NAMED])}{more}"
