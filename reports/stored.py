"""What a report stores as JSON, and how each version of it is read."""

from typing import Any

from audits.enums import Grade
from foundation.versioned import VersionedJSON
from insight.calculations import Counts

from .content import Document, from_json


def _shown_figures(stored: dict[str, Any]) -> Counts:
    return {Grade(code): count for code, count in stored["overall"].items()}


def _report_content(stored: dict[str, Any]) -> Document:
    return from_json(stored)


# `ShownMonth.figures`: {"version": 1, "overall": {"G": 2, "RI": 10, …}}, by the codes of the grades.
SHOWN_FIGURES = VersionedJSON("what a report showed of a month", {1: _shown_figures})
# `Report.content`: the approved document, word for word, as `content.to_json` puts it.
REPORT_CONTENT = VersionedJSON("an approved report", {1: _report_content}, before_versions=_report_content)
