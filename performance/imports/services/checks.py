"""What the check page shows of a file, as finished texts: plain lists, for a long file’s are kept until it is stored."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from foundation.council.months import add_months, month_name
from performance.enums import Shape
from performance.imports.reading import Figure, Line, NeighbourNamed
from performance.queries.figures import as_given, in_figures

from .jumps import key_of
from .outcomes import Before, Jump, Outcome, Restated, RestatedLine, RestatedNeighbour, SeriesOutcome, WordsChange

REFUSED = ["Row", "Column", "Value", "What is wrong"]
RESTATED_LINES = ["Indicator", "Place", "Period", "Stored", "In this file", "Change"]
NEW_LINES = ["Indicator", "Place", "Period", "Before", "Figure", "Change", "Row"]
NEW_NEIGHBOURS = ["Indicator", "Place", "Period", "Figure", "Row"]
JUMPS = ["Indicator", "Place", "Period", "Before", "Figure", "Change", "Row"]
WORDS = ["Indicator", "Month", "Stored", "In this file", "Row"]
# Columns of figures, which stand under each other by their last digit.
FIGURES, ROW = {"Row", "Before", "Figure", "Stored", "In this file", "Change"}, {"Row"}
# Each cell: its column's heading, its text, and whether the column is one of figures.
Table = list[list[tuple[str, str, bool]]]

# A long file may bring a hundred thousand figures: so many of each kind are listed, the rest are counted.
MOST_LISTED = 200


def shown(outcome: Outcome) -> dict[str, Any]:
    refused = outcome.refusals[:MOST_LISTED]
    common = {
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
    }
    return common | (_shown_series(outcome) if isinstance(outcome, SeriesOutcome) else _shown_table(outcome))


def _shown_series(outcome: SeriesOutcome) -> dict[str, Any]:
    named = _Names(outcome)
    new, restated = outcome.new[:MOST_LISTED], outcome.restated[:MOST_LISTED]
    return {
        "restated": _table(RESTATED_LINES, map(named.restated, restated), named.figures),
        "new": _table(NEW_NEIGHBOURS if named.are_neighbours else NEW_LINES, map(named.new, new), named.figures),
        "unlisted": _unlisted(len(outcome.new) - len(new), len(outcome.restated) - len(restated)),
    }


def _unlisted(new: int, restated: int) -> str:
    parts = [f"{count:,} more {what}" for count, what in ((new, "new"), (restated, "restated")) if count]
    return f"{' and '.join(parts)} figures are not listed here; all of them will be stored." if parts else ""


class _Names:
    """How the check page names a long file's figures."""

    def __init__(self, outcome: SeriesOutcome):
        self.indicators, self.places = outcome.reading.indicators, outcome.reading.places
        self.before = outcome.before
        self.are_neighbours = outcome.reading.shape == Shape.NEIGHBOURS
        # Of neighbours the “figure” is a council.
        self.figures = ROW if self.are_neighbours else FIGURES

    def new(self, line: Line | NeighbourNamed) -> list[str]:
        if isinstance(line, NeighbourNamed):
            return [f"Model {line.model}", self.place(line.council), f"Neighbour {line.rank}", self.place(line.neighbour), str(line.row)]
        was = self.before.get((*key_of(line), line.month))
        return [
            *self._of(line),
            _before(was, line.month),
            _figure(line.value, line.mark),
            _moved(was.value if was else None, line.value),
            str(line.row),
        ]

    def restated(self, each: RestatedLine | RestatedNeighbour) -> list[str]:
        if isinstance(each, RestatedLine):
            moved = _moved(each.was, each.line.value)
            return [*self._of(each.line), _figure(each.was, each.was_mark), _figure(each.line.value, each.line.mark), moved]
        row = each.row
        return [f"Model {row.model}", self.place(row.council), f"Neighbour {row.rank}", each.was, self.place(row.neighbour), ""]

    def place(self, key: tuple) -> str:
        return self.places[key].name

    def _of(self, line: Line) -> list[str]:
        named = self.indicators[line.indicator]
        label = f"{named.label}, {named.breakdown}" if named.breakdown else named.label
        return [f"{label} ({named.unit.label})", self.place(line.place), month_name(line.month)]


def _words_row(each: WordsChange) -> list[str]:
    return [each.label, month_name(each.month), _both(*each.was), _both(each.comment, each.action), str(each.row)]


def _both(comment: str, action: str) -> str:
    ends = comment.endswith((".", "!", "?")) or not (comment and action)
    said = [comment if ends else f"{comment}.", f"Action: {action}" if action else ""]
    return " ".join(filter(None, said)) or "Nothing"


def _figure(value: Decimal | None, mark: str) -> str:
    return mark if value is None else as_given(value)


def _moved(was: Decimal | None, now: Decimal | None) -> str:
    """By how much a figure changes, with its sign; empty where one of the two is none."""
    if was is None or now is None:
        return ""
    change = now - was
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{as_given(abs(change))}"


def _before(was: Before | None, month: datetime.date) -> str:
    """The figure before; with its month where that is not the month before."""
    if was is None:
        return ""
    return as_given(was.value) if was.month == add_months(month, -1) else f"{as_given(was.value)} ({month_name(was.month)})"


def _jump_row(jump: Jump) -> list[str]:
    was = jump.before
    named = [jump.label, jump.place, month_name(jump.month)]
    return [*named, _before(was, jump.month), as_given(jump.value), _moved(was.value, jump.value), str(jump.row)]


def _new_row(figure: Figure, was: Before | None) -> list[str]:
    moved = _moved(was.value if was else None, figure.value)
    before = _text(figure, was.value) if was and was.month == add_months(figure.month, -1) else _before(was, figure.month)
    return [*_named(figure), before, _text(figure, figure.value), moved, str(figure.row)]


def _shown_table(outcome: Outcome) -> dict[str, Any]:
    restated = ["Indicator", "Period", "Whose", "Stored", "In this file", "Change"]
    status = ["Indicator", "Month", "Stored", "In this file"]
    new = ["Indicator", "Period", "Whose", "Before", "Figure", "Change", "Row"]
    return {
        "restated": _table(restated, map(_restated_row, outcome.restated)),
        "statuses": _table(
            status,
            (
                [str(each.indicator), month_name(each.month), str(each.was.value) if each.was else "No status", str(each.status.value)]
                for each in outcome.statuses
            ),
            ROW,
        ),
        "new": _table(new, (_new_row(each, outcome.before.get((*key_of(each), each.month))) for each in outcome.new)),
    }


def _restated_row(each: Restated) -> list[str]:
    figure = each.figure
    return [*_named(figure), _text(figure, each.was), _text(figure, figure.value), _moved(each.was, figure.value)]


def _strip(outcome: Outcome) -> list[dict[str, Any]]:
    """The strip of numbers at the head of the page."""
    return [
        {"number": f"{outcome.reading.read:,}", "text": "rows read"},
        {"number": f"{len(outcome.new):,}", "text": "new figures"},
        {"number": f"{len(outcome.restated):,}", "text": "restated figures"},
        {"number": f"{len(outcome.unchanged):,}", "text": "unchanged figures"},
        {"number": f"{outcome.rows_refused:,}", "text": "refused rows"},
    ]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], figures: Collection[str] = FIGURES) -> Table:
    return [[(heading, cell, heading in figures) for heading, cell in zip(header, row, strict=True)] for row in rows]


def _named(figure: Figure) -> list[str]:
    return [str(figure.indicator), month_name(figure.month), figure.kind.value.capitalize()]


def _text(figure: Figure, value: Decimal | None) -> str:
    """All the decimals that the file gives, even where the tables show fewer."""
    if value is None:
        return figure.mark or "No figure"
    return max(in_figures(figure.indicator, value), as_given(value), key=len)
