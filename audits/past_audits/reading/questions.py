"""What has to be asked about a file of past audits: its columns; and which team each name is, which an import can do without."""

from collections.abc import Sequence
from dataclasses import dataclass

from audits.past_audits.reading.said import said_of_past_audits
from audits.sheets.columns import BLANK_WORDS
from audits.sheets.directory import Directory
from audits.sheets.layout import KnownColumns
from audits.sheets.subjects import TEAM_WORDS, likely_team
from audits.tool.queries import current_tool
from foundation.matching.calculations import ListColumn, ListMatch, WordAsked, match_list, words_in
from foundation.matching.queries import answers_to
from foundation.names import name_key
from foundation.sheets import Sheet


@dataclass(frozen=True)
class AskedOfUpload:
    match: ListMatch
    columns: Sequence[ListColumn]
    words: Sequence[WordAsked]


def match_past_audits(sheet: Sheet) -> ListMatch:
    """Which heading is which, by all that was said so far."""
    return match_list(sheet, KnownColumns(current_tool(), Directory()).list_columns(), said_of_past_audits().columns)


def asked_of_upload(sheet: Sheet) -> AskedOfUpload:
    """Every heading; and the teams that are not known here, each of which is added unless it is said to be another’s name."""
    directory = Directory()
    columns = KnownColumns(current_tool(), directory).list_columns()
    match = match_list(sheet, columns, said_of_past_audits().columns)
    said = answers_to(TEAM_WORDS)[TEAM_WORDS.name]
    written = words_in(sheet, match.columns.get("team", ""), key=name_key, blank=BLANK_WORDS)
    teams = [
        WordAsked(TEAM_WORDS.name, text, rows, said.get(name_key(text)), likely_team(text))
        for text, rows in written.items()
        if not directory.has_team(text)
    ]
    return AskedOfUpload(match, columns, teams)
