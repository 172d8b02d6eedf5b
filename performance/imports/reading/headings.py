"""What a column holds, from the words of its heading."""

import re
from collections.abc import Iterable

from performance.enums import Meaning

from .dates import without_months

# Figures that are worked out from others, or that are no month's figure: never read.
_WORKED_OUT = {
    "direction", "travel", "dot", "arrow", "trend", "change", "difference", "variance", "target", "threshold", "polarity", "tolerance",
    "benchmark", "england", "national", "regional", "region", "rank", "quartile", "forecast",
}  # fmt: skip
_PERIODS = {"month", "period", "quarter", "date", "ending"}
_NEIGHBOURS = {"sn", "sns", "neighbour", "neighbours", "neighbor", "neighbors"}
_PREVIOUS = {"previous", "prior", "last", "prev"}
_CURRENT = {"current", "latest", "this"}
# A heading that has one of these has this meaning, whatever else it says; more telling words come first.
_WORDS: tuple[tuple[Meaning, set[str]], ...] = (
    (
        Meaning.COMMENT,
        {"comment", "comments", "commentary", "narrative", "note", "notes", "explanation", "behind", "reason", "context", "remarks"},
    ),
    (Meaning.ACTION, {"action", "actions", "step", "steps"}),
    (Meaning.STATUS, {"status", "rag"}),
    (Meaning.UNIT, {"unit", "units", "format"}),
    (Meaning.TEAM, {"team"}),
    (Meaning.SERVICE, {"service", "directorate", "department"}),
    (Meaning.COUNCIL, {"council", "authority", "la"}),
    (Meaning.PERIOD, {*_PERIODS, "year"}),
    (Meaning.INDICATOR, {"indicator", "indicators", "measure", "kpi", "metric", "description", "name"}),
    (Meaning.AREA, {"area", "theme", "domain"}),
    (Meaning.VALUE, {"value", "figure", "actual", "result", "outturn", "current", "total", "count", "number", "percentage"}),
)


def words_of(heading: str) -> set[str]:
    return set(re.split(r"[^a-z0-9%]+", without_months(heading))) - {""}


def is_worked_out(heading: str) -> bool:
    """Whether a column holds what follows from other columns, or a target."""
    return bool(words_of(heading) & (_WORKED_OUT | {"numerator", "denominator", "num", "den", "ref", "code", "owner", "updated", "source"}))


def meanings_of(heading: str) -> list[Meaning]:
    """What a column with this heading may hold, the likeliest first; nothing for what is worked out from other columns."""
    words = words_of(heading)
    if words & _NEIGHBOURS:
        return [Meaning.NEIGHBOURS]
    if words & _WORKED_OUT or is_previous_period(heading):
        return []
    if words & _PREVIOUS:
        return [Meaning.PREVIOUS]
    if words & _CURRENT and not words & _PERIODS.difference({"month"}):
        return [Meaning.VALUE]
    return [meaning for meaning, telling in _WORDS if words & telling]


def is_previous_period(heading: str) -> bool:
    """Whether a column says of which month the previous figure is."""
    words = words_of(heading)
    return bool(words & _PREVIOUS and words & _PERIODS.difference({"month"}))


def is_scorecard(headings: Iterable[str]) -> bool:
    """Whether a table names indicators, their current figure, and beside it an earlier one, others' or a status."""
    found = {meaning for heading in headings for meaning in meanings_of(heading)[:1]}
    has_current = any(words_of(heading) & _CURRENT and Meaning.VALUE in meanings_of(heading)[:1] for heading in headings)
    return has_current and Meaning.INDICATOR in found and bool(found & {Meaning.PREVIOUS, Meaning.NEIGHBOURS})
