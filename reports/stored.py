"""What a report stores as JSON, and how each version of it is read."""

from typing import Any

from audits.enums import Grade
from foundation.versioned import VersionedJSON
from insight.calculations import Counts


def _shown_figures(stored: dict[str, Any]) -> Counts:
    return {Grade(code): count for code, count in stored["overall"].items()}


# `ShownMonth.figures`: {"version": 1, "overall": {"G": 2, "RI": 10, …}}, by the codes of the grades.
SHOWN_FIGURES = VersionedJSON("what a report showed of a month", {1: _shown_figures})
