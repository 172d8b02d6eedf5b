"""Check every row of a sheet of past audits, and say what storing it would do."""

import datetime
from dataclasses import dataclass, field

from audits.enums import AuditState
from audits.models import Tool
from audits.past_audits.reading.said import SaidOfPastAudits
from audits.past_audits.reading.standing import KnownAudits, standing_now
from audits.past_audits.reading.stored import Identity, Stored, differences, stored_audits
from audits.sheets.columns import PastAuditColumn
from audits.sheets.directory import Directory
from audits.sheets.layout import KnownColumns, SheetLayout
from audits.sheets.rows import PastAudit, Rejection, rejection
from foundation.accounts.models import Person
from foundation.matching.calculations import match_list
from foundation.names import folded
from foundation.sheets import Row, Sheet, aside_of


@dataclass
class Check:
    """What the file says: rows to store, to finish (with the number of the audit), already known and refused."""

    tool: Tool
    read: int
    notes: list[str]
    new: list[PastAudit] = field(default_factory=list)
    restated: list[tuple[PastAudit, int]] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    directory: Directory = field(default_factory=Directory)
    stored: dict[Identity, Stored] = field(default_factory=dict)
    months: list[datetime.date] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    standing: KnownAudits | None = None

    @property
    def taken(self) -> list[PastAudit]:
        return [*self.new, *(row for row, _ in self.restated)]

    @property
    def new_teams(self) -> list[str]:
        """As the file writes them first, in the order of the alphabet; only those that a row to be stored names."""
        return sorted({self.directory.written_teams[row.team] for row in self.taken if isinstance(row.team, str)}, key=folded)

    @property
    def new_people(self) -> list[str]:
        named = {who for row in self.taken for who in (row.auditor, row.moderator) if isinstance(who, str)}
        return sorted((self.directory.written_people[who] for who in named), key=folded)


def check_past_audits(sheet: Sheet, tool: Tool, actor: Person, said: SaidOfPastAudits | None = None) -> Check:
    """Read every row; nothing is stored. Where the headings are wrong no row is taken, but all are read for what else is wrong.

    On pages `said` is what somebody said of headings and teams, and headings are read by their words; a command reads our own alone.
    """
    return _Checking(sheet, tool, actor, said).done()


class _Checking:
    def __init__(self, sheet: Sheet, tool: Tool, actor: Person, said: SaidOfPastAudits | None):
        self.sheet, self.actor = sheet, actor
        self.check = Check(tool=tool, read=len(sheet.rows), notes=list(sheet.notes))
        if said:
            self.check.directory = Directory(said_teams=said.teams, as_lists_have_them=True)
        self.known = KnownColumns(tool, self.check.directory)
        self.layout: SheetLayout = self._matched(said) if said else self.known.recognise(sheet)
        self.seen: dict[Identity, int] = {}

    def _matched(self, said: SaidOfPastAudits) -> SheetLayout:
        columns = self.known.list_columns()
        match = match_list(self.sheet, columns, said.columns)
        if note := match.words_note({column.identifier: column.label for column in columns}):
            self.check.notes.append(note)
        return self.known.laid_out(self.sheet, match)

    def done(self) -> Check:
        check = self.check
        check.notes += [f"The column “{heading}” was not read: past audits have no such column." for heading in self.layout.unread]
        check.rejected += self.layout.rejected
        rows = [self._read(row) for row in self.sheet.rows]
        check.months = sorted({audit.month for audit, _ in rows if audit.is_identified})
        check.cases = sorted({audit.case_id for audit, _ in rows if audit.is_identified})
        check.stored = stored_audits(check.months)
        check.standing = standing_now(check.months, check.cases)
        for (audit, rejected), row in zip(rows, self.sheet.rows, strict=True):
            rejected += self._twice(audit, row)
            if rejected:
                check.rejected += rejected
            elif not self.layout.rejected:
                self._compare(audit, row)
        check.rejected.sort(key=lambda each: each.row)
        return check

    def _read(self, row: Row) -> tuple[PastAudit, list[Rejection]]:
        """The row's cells, and what is wrong with them one by one and together."""
        audit, rejected = PastAudit(row.number), []
        if aside := aside_of(row):
            return audit, [self._of(row, self.known.month, f"This row is {aside.value}, not an audit. Delete it, or leave it out.")]
        for heading, column in self.layout.columns.items():
            try:
                column.assign(audit, column.clean(row.get(heading)))
            except ValueError as error:
                rejected.append(rejection(row.number, heading, row.get(heading), str(error)))
        if not rejected:
            rejected = self._together(audit, row)
        return audit, rejected

    def _together(self, audit: PastAudit, row: Row) -> list[Rejection]:
        rejected = []
        if audit.auditor is not None and audit.auditor == audit.moderator:
            rejected.append(self._of(row, self.known.moderator, "This is the auditor, and nobody moderates their own audit."))
        if audit.post:
            lacking = [column for (stage, domain), column in self.known.grades.items() if stage == "post" and domain not in audit.post]
            reason = "The grade for {} after moderation is missing. Give all of them, or none."
            rejected += [self._of(row, column, reason.format(column.name)) for column in lacking]
        if audit.unmoderated and audit.post and not rejected and audit.post != audit.pre:
            reason = "Moderation was not required, so the grades after it must be blank or the same as before. Correct one of them."
            rejected.append(self._of(row, self.known.moderation, reason))
        return rejected

    def _twice(self, audit: PastAudit, row: Row) -> list[Rejection]:
        """The second time that a month, case and auditor come in one file; a row without month or case is nobody's."""
        if not audit.is_identified:
            return []
        first = self.seen.setdefault(audit.identity, row.number)
        if first == row.number:
            return []
        return [self._of(row, self.known.case, f"Row {first} holds the same audit: same month, case and auditor. Remove one of the two.")]

    def _compare(self, audit: PastAudit, row: Row) -> None:
        stored = self.check.stored.get(audit.identity)
        if stored is None:
            if not self._refused(audit, row, adds=True):
                self.check.new.append(audit)
            return
        different = differences(audit, stored)
        self.check.rejected += [self._of(row, self._column(part, domain), reason) for part, domain, reason in different]
        if different:
            return
        if stored.state != AuditState.SUBMITTED or audit.state == AuditState.SUBMITTED:
            self.check.unchanged += 1
        elif not self._refused(audit, row, adds=False):
            self.check.restated.append((audit, stored.number))

    def _refused(self, audit: PastAudit, row: Row, *, adds: bool) -> bool:
        assert self.check.standing, "it is read before the rows are compared"
        refused = self.check.standing.refuse(audit, adds=adds, actor=self.actor)
        self.check.rejected += [self._of(row, self._column(part, None), reason) for part, reason in refused]
        return bool(refused)

    def _column(self, part: str, domain: int | None) -> PastAuditColumn:
        return self.known.grades[part, domain] if part in ("pre", "post") else getattr(self.known, part)

    def _of(self, row: Row, column: PastAuditColumn, reason: str) -> Rejection:
        heading = self.layout.heading_of(column)
        return rejection(row.number, heading, row.get(heading), reason)
