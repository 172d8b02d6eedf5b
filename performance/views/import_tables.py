"""What the check page shows of a file, as finished texts."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from foundation.council.months import month_name
from performance.importing import Figure
from performance.queries.figures import as_given, in_figures
from performance.services import Outcome

Table = list[list[tuple[str, str]]]


def shown(outcome: Outcome) -> dict[str, Any]:
    refused = ["Row", "Column", "Value", "What is wrong"]
    restated = ["Indicator", "Period", "Whose", "Stored", "In this file"]
    status = ["Indicator", "Month", "Stored", "In this file"]
    new = ["Indicator", "Period", "Whose", "Figure", "Row"]
    return {
        "table": outcome.reading.series.label,
        "figures": _strip(outcome),
        "refused_header": refused,
        "refused": _table(refused, ([str(each.row), each.column, each.value or "(blank)", each.reason] for each in outcome.refusals)),
        "restated_header": restated,
        "restated": _table(
            restated,
            ([*_named(each.figure), _text(each.figure, each.was), _text(each.figure, each.figure.value)] for each in outcome.restated),
        ),
        "status_header": status,
        "statuses": _table(
            status,
            (
                [str(each.indicator), month_name(each.month), str(each.was.value) if each.was else "No status", str(each.status.value)]
                for each in outcome.statuses
            ),
        ),
        "new_header": new,
        "new": _table(new, ([*_named(each), _text(each, each.value), str(each.row)] for each in outcome.new)),
    }


def _strip(outcome: Outcome) -> list[dict[str, Any]]:
    """The strip of numbers at the head of the page."""
    rows = len({each.row for each in outcome.refusals})
    return [
        {"number": outcome.reading.read, "text": "rows read"},
        {"number": len(outcome.new), "text": "new figures"},
        {"number": len(outcome.restated), "text": "restated figures"},
        {"number": len(outcome.unchanged), "text": "unchanged figures"},
        {"number": rows, "text": "refused rows"},
    ]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    return [list(zip(header, row, strict=True)) for row in rows]


def _named(figure: Figure) -> list[str]:
    return [str(figure.indicator), month_name(figure.month), figure.kind.value.capitalize()]


def _text(figure: Figure, value: Decimal | None) -> str:
    """All the decimals that the file gives, even where the tables show fewer."""
    if value is None:
        return figure.mark or "No figure"
    return max(in_figures(figure.indicator, value), as_given(value), key=len)
