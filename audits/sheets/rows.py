"""What a row says once read, and what is said of a cell that cannot be taken."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from audits.enums import AuditState, Grade
from foundation.names import case_key
from foundation.sheets import clean_text

# Grades by domain; the overall judgement's under None.
Grades = dict[int | None, Grade]

# The month of a row that names none.
NO_MONTH = datetime.date.min

# A person or a team: the number of a known one, the name in small letters of one to be created, or nobody.
Reference = int | str | None


@dataclass(frozen=True)
class Rejection:
    """One cell that cannot be taken, in the sheet's own row and column, and why in a sentence."""

    row: int
    column: str
    value: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "value": self.value, "reason": self.reason}


def rejection(row: int, column: str, cell: object, reason: str) -> Rejection:
    return Rejection(row, column, clean_text(cell), reason)


@dataclass
class PastAudit:
    """One row. `auditor`, `moderator` and `team` are references into the directory that read the file."""

    row: int
    month: datetime.date = NO_MONTH
    case_id: str = ""
    team: Reference = None
    cohort: str = ""
    auditor: Reference = None
    moderator: Reference = None
    unmoderated: bool = False
    was_closed: bool | None = None
    pre: Grades = field(default_factory=dict)
    post: Grades = field(default_factory=dict)

    @property
    def identity(self) -> tuple[datetime.date, str, Reference]:
        return (self.month, case_key(self.case_id), self.auditor)

    @property
    def is_identified(self) -> bool:
        return self.month != NO_MONTH and bool(self.case_id)

    @property
    def state(self) -> AuditState:
        if self.unmoderated:
            return AuditState.RELEASED
        return AuditState.MODERATED if self.post else AuditState.SUBMITTED

    @property
    def agreed(self) -> Grades:
        """The grades that stand: the submitted ones where nobody had to moderate."""
        return self.pre if self.unmoderated else self.post
