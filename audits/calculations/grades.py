"""How far apart grades are, and their words."""

from collections.abc import Iterable

from audits.enums import PRACTICE_GRADES

# What the judgement on the whole is called among domains, on pages and in the trail; no domain may be called so.
OVERALL_JUDGEMENT, OVERALL_NAME = "Overall judgement", "Overall"
# How people write the third grade, whatever the council words it as.
ALSO_CALLED = ("Requires improvement", "RI")

# From this many grades above the lowest domain, the overall judgement draws a warning.
WIDE_GAP = 2


def grades_above_lowest(overall: str, domains: Iterable[str]) -> int:
    """How many grades `overall` stands above the lowest of `domains` (grade codes); 0 where it is level, below or cannot be compared."""
    order = [str(grade) for grade in PRACTICE_GRADES]
    places = [order.index(grade) for grade in domains if grade in order]
    if overall not in order or not places:
        return 0
    return max(max(places) - order.index(overall), 0)
