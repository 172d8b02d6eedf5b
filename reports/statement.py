"""What a seal covers: everything of an approved edition as one JSON value, by the rule of its scheme. Plain values, no model."""

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any

from foundation.seals import in_one_spelling, parts_of
from foundation.seals.parts import Parts, Path

# A new rule gets a new number, and the statement of an old one is made by the old rule for ever.
SCHEME = 1
_WHOLE = {"spec", "narrow", "svg", "narrow_svg"}
_CELL = ("content", "sections", "blocks", "rows")


def statement(
    *,
    scheme: int,
    period: str,
    edition: int,
    reason: str,
    approved_by: int | None,
    approved_on: datetime.date | None,
    meeting: datetime.date | None,
    sealed_on: datetime.date,
    before: str,
    content: Any,
    shown_months: Iterable[tuple[datetime.date, str, Any]],
    inputs: Any,
) -> dict[str, Any]:
    """Days as 2023-10-02; `approved_by` is the key of a person, whose name may change; `content` and `inputs` as they are stored."""
    return {
        "scheme": scheme,
        "period": period,
        "edition": edition,
        "reason": reason,
        "approved_by": approved_by,
        "approved_on": _day(approved_on),
        "meeting": _day(meeting),
        "sealed_on": _day(sealed_on),
        "before": before,
        "content": content,
        "shown_months": [[_day(month), stage, figures] for month, stage, figures in shown_months],
        "inputs": inputs,
    }


def parts_of_statement(value: Mapping[str, Any]) -> Parts:
    """Down to each cell, sentence and heading; a picture and each kind of input are one part."""
    return parts_of(dict(value), _is_whole)


def as_stored(value: Any) -> Any:
    """As a database gives it back: lists for tuples, names as text, and every text in one spelling."""
    return in_one_spelling(json.loads(json.dumps(value)))


def _is_whole(path: Path) -> bool:
    is_cell = len(path) == 8 and tuple(path[place] for place in (0, 1, 3, 5)) == _CELL
    is_input = len(path) == 3 and path[:2] == ("inputs", "rows")
    is_shown_month = len(path) == 2 and path[0] == "shown_months"
    return is_cell or is_input or is_shown_month or (bool(path) and path[-1] in _WHOLE)


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
