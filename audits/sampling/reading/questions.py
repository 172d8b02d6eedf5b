"""What has to be asked about a list of records: what its columns are, and what its words for plan types and teams mean here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from audits.sampling.reading.columns import PLAN, TEAM, match_records
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.records import RecordList
from audits.sampling.reading.said import SaidOfLists
from audits.sampling.reading.words import plan_type_of
from audits.sheets.columns import BLANK_WORDS
from audits.sheets.subjects import PLAN_WORDS, TEAM_WORDS
from foundation.matching.calculations import ListMatch, WordAsked
from foundation.names import name_key
from foundation.sheets import Sheet, clean_text, heading_key


@dataclass(frozen=True)
class AskedOfList:
    match: ListMatch
    words: Sequence[WordAsked]

    @property
    def is_open(self) -> bool:
        """Whether somebody has to answer before the list is drawn from."""
        return self.match.asks or any(word.means is None for word in self.words)


def asked_of(sheet: Sheet, listed: RecordList, said: SaidOfLists, matching: Matching) -> AskedOfList:
    """Every heading, and the words that are not known here by themselves, with what was said of them before."""
    taken = {each.row for each in listed.records}
    return AskedOfList(
        match_records(sheet, said.columns), [*_plans(sheet, listed, taken, matching), *_teams(sheet, listed, taken, matching)]
    )


def _plans(sheet: Sheet, listed: RecordList, taken: set[int], matching: Matching) -> list[WordAsked]:
    said = matching.said_plans
    written = _written(sheet, listed.columns.get(PLAN, ""), taken)
    unknown = {text: rows for text, rows in written.items() if heading_key(text) in said or plan_type_of(text) is None}
    return [WordAsked(PLAN_WORDS.name, text, rows, said.get(heading_key(text))) for text, rows in _as_one(unknown, heading_key)]


def _teams(sheet: Sheet, listed: RecordList, taken: set[int], matching: Matching) -> list[WordAsked]:
    said = matching.said_teams
    written = _written(sheet, listed.columns.get(TEAM, ""), taken)
    unknown = {text: rows for text, rows in written.items() if not matching.directory.has_team(text)}
    return [
        WordAsked(TEAM_WORDS.name, text, rows, said.get(name_key(text)), matching.likely_team(text))
        for text, rows in _as_one(unknown, name_key)
    ]


def _written(sheet: Sheet, heading: str, taken: set[int]) -> dict[str, list[int]]:
    """Each text of a column, as it is written, with the rows that have it."""
    found: dict[str, list[int]] = {}
    for row in sheet.rows if heading else ():
        text = clean_text(row.get(heading))
        if row.number in taken and text.casefold() not in BLANK_WORDS:
            found.setdefault(text, []).append(row.number)
    return found


def _as_one(written: Mapping[str, list[int]], key: Callable[[str], str]) -> list[tuple[str, list[int]]]:
    """Ways of writing one word together, under the first of them."""
    found: dict[str, tuple[str, list[int]]] = {}
    for text, rows in written.items():
        found.setdefault(key(text), (text, []))[1].extend(rows)
    return [(text, sorted(rows)) for text, rows in found.values()]
