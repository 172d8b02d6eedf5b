"""What somebody said of files of past audits: which heading is which column, and which team a name is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audits.sheets.directory import Directory
from audits.sheets.layout import KnownColumns
from audits.sheets.subjects import ADD_TEAM, TEAM_WORDS
from audits.tool.queries import current_tool
from foundation.matching.calculations import SAID_NOTHING, SaidOfColumns
from foundation.matching.queries import answers_to
from foundation.matching.subjects import Choices, ListSubject


def _choices() -> Choices:
    """Of the current audit tool: its domains have their columns."""
    return [(column.identifier, column.label) for column in KnownColumns(current_tool(), Directory()).list_columns()]


NOT_READ = "Not read"
COLUMN_WORDS = ListSubject("past-audit-columns", "Columns of files of past audits", _choices, NOT_READ)
SUBJECTS = (COLUMN_WORDS,)


@dataclass(frozen=True)
class SaidOfPastAudits:
    """`teams` leads from the key of a name to the number of a team here; a team that is passed over elsewhere is added by an import."""

    columns: SaidOfColumns = SAID_NOTHING
    teams: Mapping[str, str] = field(default_factory=dict)


def said_of_past_audits() -> SaidOfPastAudits:
    answers = answers_to(COLUMN_WORDS, TEAM_WORDS)
    teams = {key: means for key, means in answers[TEAM_WORDS.name].items() if means not in ("", ADD_TEAM)}
    return SaidOfPastAudits(SaidOfColumns(remembered=answers[COLUMN_WORDS.name]), teams)
