"""What has to be asked about a list of records: what its columns are, and what its words for plan types and teams mean here."""

from collections.abc import Sequence
from dataclasses import dataclass

from audits.sampling.reading.columns import PLAN, TEAM, match_records
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.records import RecordList
from audits.sampling.reading.said import SaidOfLists
from audits.sampling.reading.words import plan_type_of
from audits.sheets.columns import BLANK_WORDS
from audits.sheets.subjects import PLAN_WORDS, TEAM_WORDS, likely_team
from foundation.matching.calculations import ListMatch, WordAsked, words_in
from foundation.names import name_key
from foundation.sheets import Sheet, heading_key


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
    written = words_in(sheet, listed.columns.get(PLAN, ""), key=heading_key, blank=BLANK_WORDS, among=taken)
    unknown = {text: rows for text, rows in written.items() if heading_key(text) in said or plan_type_of(text) is None}
    return [WordAsked(PLAN_WORDS.name, text, rows, said.get(heading_key(text))) for text, rows in unknown.items()]


def _teams(sheet: Sheet, listed: RecordList, taken: set[int], matching: Matching) -> list[WordAsked]:
    said = matching.said_teams
    written = words_in(sheet, listed.columns.get(TEAM, ""), key=name_key, blank=BLANK_WORDS, among=taken)
    unknown = {text: rows for text, rows in written.items() if not matching.directory.has_team(text)}
    return [WordAsked(TEAM_WORDS.name, text, rows, said.get(name_key(text)), likely_team(text)) for text, rows in unknown.items()]
