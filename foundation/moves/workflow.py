"""The table of moves: what each kind of row goes through. Each app's `workflow` module holds its own tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from foundation.accounts.permissions import Predicate

M = TypeVar("M", bound=Model)
# What is missing, by place (a field's name, “domain-3”…) → the sentence that asks for it.
Missing = dict[str, str]
# Looks at the row, and at what the person answers with the move.
Need = Callable[[Any, Mapping[str, str]], Missing]


@dataclass(frozen=True)
class Move:
    """One row of the table: from where to where, who may, and what must be filled in first."""

    name: str
    source: str
    target: str
    may: Predicate
    # What the trail calls it, and says of it: “submitted the audit”.
    verb: str
    history_text: str
    # Names of what must be there; the `Workflow` says how each is looked at.
    needs: tuple[str, ...] = ()
    # The field of the row that keeps the reason.
    reason_field: str = ""
    # The person who makes it judges a child's record, so their conflicts of interest are checked again.
    checks_conflicts: bool = False
    # What its link and its page are called, where it has one of its own.
    title: str = ""
    # Shown to a person who may not.
    denied_because: str = "You do not have permission to do this."


def table_of(rows: Iterable[Move]) -> dict[str, Move]:
    """The moves by their names."""
    return {row.name: row for row in rows}


def no_conflict(actor: Any, row: Any) -> None:
    """Of rows that are no child's record."""


@dataclass(frozen=True)
class Workflow(Generic[M]):
    """A table of moves, with what only services know of its rows."""

    moves: Mapping[str, Move]
    # The rows, with whatever permissions and needs read of them.
    rows: Callable[[], QuerySet[M]]
    # Shown to a person who is too late for a move, or too early.
    stale_text: Callable[[M, Move], str]
    needs: Mapping[str, Need] = field(default_factory=dict)
    # Raises where the person may not judge this row.
    require_no_conflict: Callable[[Any, M], None] = no_conflict

    def missing(self, row: M, move: str, answers: Mapping[str, str] | None = None) -> Missing:
        """What must be filled in before `move`; empty where nothing is missing."""
        return {place: sentence for need in self.moves[move].needs for place, sentence in self.needs[need](row, answers or {}).items()}


def answer_needed(name: str, sentence: str, *, place: str = "") -> Need:
    """The need of words that the person gives with the move; `place` is the field that asks for them, where it has another name."""
    return lambda row, answers: {} if answers.get(name, "").strip() else {place or name: sentence}
