"""What a report stores as JSON, and how each version of it is read."""

from typing import Any

from audits.enums import Grade
from foundation.seals import Inputs
from foundation.versioned import VersionedJSON
from insight.calculations import Counts

from .arrangement import Placed
from .calculations import BorneOut, Said
from .content import Document, from_json


def _shown_figures(stored: dict[str, Any]) -> Counts:
    return {Grade(code): count for code, count in stored["overall"].items()}


def _report_content(stored: dict[str, Any]) -> Document:
    return from_json(stored)


def _inputs(stored: dict[str, Any]) -> Inputs:
    return {kind: dict(rows) for kind, rows in stored["rows"].items()}


def _parts(stored: dict[str, Any]) -> Any:
    return stored["parts"]


def _said(stored: dict[str, Any]) -> Said:
    return Said(stored["numbers"], {phrase: BorneOut(**borne) for phrase, borne in stored["claims"].items()})


def _numbers_alone(stored: list[str]) -> Said:
    return Said(dict.fromkeys(stored, ""))


def _arrangement(stored: dict[str, Any]) -> tuple[Placed, ...]:
    return tuple(Placed(**each) for each in stored["sections"])


# `ShownMonth.figures`: {"version": 1, "overall": {"G": 2, "RI": 10, …}}, by the codes of the grades.
SHOWN_FIGURES = VersionedJSON("what a report showed of a month", {1: _shown_figures})
# `Report.content`: the approved document, word for word, as `content.to_json` puts it; since version 2 with its pictures, since version 3
# with bold words and links, numbered lists, and a first page.
_REPORTS = dict.fromkeys((1, 2, 3), _report_content)
REPORT_CONTENT = VersionedJSON("an approved report", _REPORTS, before_versions=_report_content)
# `Seal.inputs`: {"version": 1, "rows": {"figure": [["812", "9f2c…"], …], "audit": …}}: by kind, each row's key and version.
SEAL_INPUTS = VersionedJSON("what a report was composed from", {1: _inputs})
# `Seal.parts`: {"version": 1, "parts": {"edition": "4c1b…", "content": {"sections": [{"heading": "77ab…", …}], …}, …}}.
SEAL_PARTS = VersionedJSON("the hashes of a report’s parts", {1: _parts})

# `SectionText.quoted` and `KeyFinding.quoted`: {"version": 1, "numbers": {"703.9": "Referral starts, July 2023"}, "claims": {"Ten of
# fourteen": {"about": ["June 2023, overall judgement"], "shown": "June 2023, overall judgement: …"}}}. It was a list of numbers first.
SAID = VersionedJSON("what a text had from the figures", {1: _said}, before_versions=_numbers_alone)
# `Report.arrangement` and `SectionTemplate.arrangement`: {"version": 1, "sections": [{"key": "pace", "heading": "", "is_shown": true}, …]}.
ARRANGEMENT = VersionedJSON("which sections a report has", {1: _arrangement})
