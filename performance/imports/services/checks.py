"""What the check page shows of a file, as finished texts: plain lists, for they are kept until the file is stored."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from foundation.council.months import month_name

from .change_words import figure_before, figure_or_mark, moved
from .outcomes import FIGURE_COLUMNS, ImportOutcome, Jump, WordsChange

REFUSED = ["Row", "Column", "Value", "What is wrong"]
STATUSES = ["Indicator", "Month", "Stored", "In this file"]
JUMPS = ["Indicator", "Place", "Period", "Before", "Figure", "Change", "Row"]
WORDS = ["Indicator", "Month", "Stored", "In this file", "Row"]
ROW = {"Row"}
# Each cell: its column's heading, its text, and whether the column is one of figures.
CheckedRows = list[list[tuple[str, str, bool]]]

# So many of what a file may bring a hundred thousand of are listed, the rest are counted.
MOST_LISTED = 200


def shown(outcome: ImportOutcome) -> dict[str, Any]:
    refused = outcome.refusals[:MOST_LISTED]
    new, restated = outcome.new[: outcome.most_listed], outcome.restated[: outcome.most_listed]
    return {
        "table": outcome.read_as,
        "notes": list(outcome.reading.notes),
        "changes_anything": outcome.changes_anything,
        "by_words": getattr(outcome.reading, "by_words", False),
        "unknown": [list(each) for each in getattr(outcome.reading, "unknown", ())],
        "model_asked": getattr(outcome.reading, "model_asked", False),
        "figures": _strip(outcome),
        "refused": _table(REFUSED, ([str(each.row), each.column, each.value or "(blank)", each.reason] for each in refused)),
        "refused_unlisted": len(outcome.refusals) - len(refused),
        "jumps": _table(JUMPS, map(_jump_row, outcome.jumps[:MOST_LISTED])),
        "words": _table(WORDS, map(_words_row, outcome.words[:MOST_LISTED]), ROW),
        "statuses": _table(STATUSES, outcome.status_rows, ROW),
        "restated": _table(outcome.restated_columns, map(outcome.restated_row, restated), outcome.figure_columns),
        "new": _table(outcome.new_columns, map(outcome.new_row, new), outcome.figure_columns),
        "unlisted": _unlisted(len(outcome.new) - len(new), len(outcome.restated) - len(restated)),
    }


def _unlisted(new: int, restated: int) -> str:
    parts = [f"{count:,} more {what}" for count, what in ((new, "new"), (restated, "restated")) if count]
    return f"{' and '.join(parts)} figures are not listed here; all of them will be stored." if parts else ""


def _words_row(each: WordsChange) -> list[str]:
    return [each.label, month_name(each.month), _both(*each.was), _both(each.comment, each.action), str(each.row)]


def _both(comment: str, action: str) -> str:
    ends = comment.endswith((".", "!", "?")) or not (comment and action)
    said = [comment if ends else f"{comment}.", f"Action: {action}" if action else ""]
    return " ".join(filter(None, said)) or "Nothing"


def _jump_row(jump: Jump) -> list[str]:
    was = jump.before
    named = [jump.label, jump.place, month_name(jump.month)]
    return [*named, figure_before(was, jump.month), figure_or_mark(jump.value, ""), moved(was.value, jump.value), str(jump.row)]


def _strip(outcome: ImportOutcome) -> list[dict[str, Any]]:
    """The strip of numbers at the head of the page."""
    return [
        {"number": f"{outcome.reading.read:,}", "text": "rows read"},
        {"number": f"{len(outcome.new):,}", "text": "new figures"},
        {"number": f"{len(outcome.restated):,}", "text": "restated figures"},
        {"number": f"{len(outcome.unchanged):,}", "text": "unchanged figures"},
        {"number": f"{outcome.rows_refused:,}", "text": "refused rows"},
    ]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], figures: Collection[str] = FIGURE_COLUMNS) -> CheckedRows:
    return [[(heading, cell, heading in figures) for heading, cell in zip(header, row, strict=True)] for row in rows]
