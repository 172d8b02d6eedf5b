"""Who audits and who moderates which record, as a spreadsheet says it: one record a row."""

from dataclasses import dataclass, field

from audits.allocation.queries.availability import due_of, unavailability
from audits.allocation.queries.months import AllocationMonth
from audits.allocation.queries.proposals import AllocationChoice
from audits.enums import Part
from audits.models import Audit
from audits.sheets.directory import Directory
from audits.sheets.rows import Rejection, rejection
from foundation.accounts.models import Person
from foundation.names import case_key
from foundation.sheets import MatchedColumns, Row, Sheet, SheetColumn, aside_of, match_columns

RECORD, AUDITOR, MODERATOR, REASON = "case or audit number", "auditor", "moderator", "reason"
HEADINGS = (RECORD, AUDITOR, MODERATOR, REASON)
COLUMNS = (
    SheetColumn(RECORD, "case", "case id", "audit", "audit number", "number", "record", required=True),
    SheetColumn(AUDITOR, required=True),
    SheetColumn(MODERATOR),
    SheetColumn(REASON),
)


@dataclass
class AllocationList:
    """The choice for each audit that the file names, why, every cell that cannot be taken, and what was not read."""

    choices: dict[int, AllocationChoice] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_allocation(sheet: Sheet, month: AllocationMonth) -> AllocationList:
    """Read every row against the open audits of `month`. An empty cell leaves that part as it is."""
    matched = match_columns(sheet.header, COLUMNS)
    found = AllocationList(notes=list(sheet.notes))
    unread = [f"“{heading}”" for heading in sheet.header if heading not in matched.headings.values()]
    if unread:
        found.notes.append(f"Not read, for nothing of it is chosen here: {', '.join(unread)}.")
    if matched.missing:
        name = matched.missing[0].identifier
        reason = f"The column “{name}” is missing. The columns are {', '.join(HEADINGS)}."
        found.rejected.append(Rejection(sheet.header_number, name, "", reason))
        return found
    reader = _AllocationReader(month, matched, found)
    for row in sheet.rows:
        if aside := aside_of(row, matched.headings[RECORD], names=("case", "audit", "record")):
            found.notes.append(f"Row {row.number} is {aside.value}, and was passed over.")
        else:
            reader.read(row)
    return found


class _AllocationReader:
    def __init__(self, month: AllocationMonth, columns: MatchedColumns, found: AllocationList):
        self.month, self.columns, self.found = month, columns, found
        self.directory = Directory()
        self.people = {each.pk: each for each in Person.objects.prefetch_related("role_rows", "absences")}
        self.by_name = {audit.case_key: audit for audit in month.audits}
        self.by_name |= {str(audit.pk): audit for audit in month.audits}
        self.first: dict[int, int] = {}

    def read(self, row: Row) -> None:
        named = self.columns.text(row, RECORD)
        audit = self.by_name.get(case_key(named)) or self.by_name.get(case_key(named).removeprefix("audit ").strip())
        if audit is None:
            self.refuse(row, RECORD, "No open audit of this month has this case ID or number.")
        elif audit.pk in self.first:
            self.refuse(row, RECORD, f"Row {self.first[audit.pk]} names this record already.")
        else:
            self.first[audit.pk] = row.number
            self.take(row, audit)

    def take(self, row: Row, audit: Audit) -> None:
        """Both parts are judged before the row is refused: everything that is wrong is said at once."""
        auditor = self.chosen(row, audit, Part.AUDITOR, audit.auditor_id)
        moderator = self.chosen(row, audit, Part.MODERATOR, audit.moderator_id)
        if auditor and auditor == moderator:
            self.refuse(row, MODERATOR, "The auditor and the moderator must be different people.")
            return
        self.found.choices[audit.pk] = AllocationChoice(auditor, moderator)
        self.found.reasons[audit.pk] = self.columns.text(row, REASON)

    def chosen(self, row: Row, audit: Audit, part: Part, now: int | None) -> int | None:
        """Whom the row names, or whoever has it now where it names nobody or somebody who cannot have it."""
        name = self.columns.text(row, part.value)
        if not name:
            return now
        try:
            found = self.directory.person(name)
        except ValueError as several:
            self.refuse(row, part.value, str(several))
            return now
        if not isinstance(found, int):
            self.refuse(row, part.value, "Nobody here has this name or e-mail address.")
            return now
        if found != now and (why := self.why_not(audit, part, self.people[found])):
            self.refuse(row, part.value, why)
            return now
        return found

    def why_not(self, audit: Audit, part: Part, person: Person) -> str:
        if part not in self.month.parts_open(audit):
            return f"{audit} was started by {audit.auditor}." if part == Part.AUDITOR else "This month’s audits are not moderated."
        if unavailable := unavailability(person, part, due_of(self.month.cycle, part)):
            return unavailable.sentence
        bar = self.month.bar(person, audit, part)
        return f"Not possible: {bar.words}." if bar else ""

    def refuse(self, row: Row, name: str, reason: str) -> None:
        heading = self.columns.headings.get(name, name)
        self.found.rejected.append(rejection(row.number, heading, row.get(heading), reason))
