"""Who audits and who moderates which record, as a spreadsheet says it: one record a row."""

from dataclasses import dataclass, field

from audits.allocation.queries.availability import unavailability
from audits.allocation.queries.months import AllocationMonth
from audits.allocation.queries.proposals import AllocationChoice
from audits.enums import Part
from audits.models import Audit
from audits.queries.due_days import first_due
from audits.sheets.directory import Directory
from audits.sheets.headings import is_auditor, is_moderator, is_reason, is_record
from audits.sheets.rows import Rejection, rejection
from audits.sheets.subjects import WORKER_WORDS
from foundation.accounts.models import Person
from foundation.matching.calculations import ListColumn, ListMatch, SaidOfColumns, match_list
from foundation.matching.queries import answers_to
from foundation.matching.subjects import Choices, ListSubject
from foundation.names import case_key
from foundation.sheets import Row, Sheet, aside_of, clean_text

RECORD, AUDITOR, MODERATOR, REASON = "case or audit number", "auditor", "moderator", "reason"
HEADINGS = (RECORD, AUDITOR, MODERATOR, REASON)
COLUMNS = (
    ListColumn(
        *(RECORD, "case", "case id", "audit", "audit number", "number", "record"),
        label="Case ID, or number of the audit",
        required=True,
        fits=is_record,
    ),
    ListColumn(AUDITOR, label="Auditor", required=True, fits=is_auditor),
    ListColumn(MODERATOR, label="Moderator", wanted=True, fits=is_moderator),
    ListColumn(REASON, label="Reason for a conflict of interest", fits=is_reason),
)
LABELS = {column.identifier: column.label for column in COLUMNS}
NOT_READ = "Not read"


def _choices() -> Choices:
    return [*LABELS.items()]


COLUMN_WORDS = ListSubject("allocation-columns", "Columns of files of auditors and moderators", _choices, NOT_READ)
SUBJECTS = (COLUMN_WORDS,)


def match_allocation(sheet: Sheet) -> ListMatch:
    """Which heading is which, by all that was said so far."""
    return match_list(sheet, COLUMNS, SaidOfColumns(remembered=answers_to(COLUMN_WORDS)[COLUMN_WORDS.name]))


@dataclass
class AllocationList:
    """The choice for each audit that the file names, why, every cell that cannot be taken, and what was not read."""

    choices: dict[int, AllocationChoice] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_allocation(sheet: Sheet, month: AllocationMonth) -> AllocationList:
    """Read every row against the open audits of `month`. An empty cell leaves that part as it is."""
    match = match_allocation(sheet)
    found = AllocationList(notes=[*sheet.notes, *filter(None, [match.words_note(LABELS)])])
    if match.unmatched:
        unread = ", ".join(f"“{heading}”" for heading in match.unmatched)
        found.notes.append(f"Not read, for nothing of it is chosen here: {unread}.")
    if missing := [column.identifier for column in match.lacking if column.required]:
        name = missing[0]
        reason = f"The column “{name}” is missing. The columns are {', '.join(HEADINGS)}."
        found.rejected.append(Rejection(sheet.header_number, name, "", reason))
        return found
    reader = _AllocationReader(month, match.columns, found)
    for row in sheet.rows:
        if aside := aside_of(row, match.columns[RECORD], names=("case", "audit", "record")):
            found.notes.append(f"Row {row.number} is {aside.value}, and was passed over.")
        else:
            reader.read(row)
    return found


class _AllocationReader:
    def __init__(self, month: AllocationMonth, headings: dict[str, str], found: AllocationList):
        self.month, self.headings, self.found = month, headings, found
        self.directory = Directory(answers_to(WORKER_WORDS)[WORKER_WORDS.name], as_lists_have_them=True)
        self.people = {each.pk: each for each in Person.objects.prefetch_related("role_rows", "absences")}
        self.by_name = {audit.case_key: audit for audit in month.audits}
        self.by_name |= {str(audit.pk): audit for audit in month.audits}
        self.first: dict[int, int] = {}

    def _text(self, row: Row, name: str) -> str:
        return clean_text(row.get(self.headings[name])) if name in self.headings else ""

    def read(self, row: Row) -> None:
        named = self._text(row, RECORD)
        audit = self.by_name.get(case_key(named)) or self.by_name.get(case_key(named).removeprefix("audit ").strip())
        if audit is None:
            self.refuse(row, RECORD, "No open audit of this month has this case ID or number.")
        elif audit.pk in self.first:
            self.refuse(row, RECORD, f"Row {self.first[audit.pk]} names this record already.")
        else:
            self.first[audit.pk] = row.number
            self.take(row, audit)

    def take(self, row: Row, audit: Audit) -> None:
        """Both parts are judged before the row is refused, whole: everything that is wrong is said at once."""
        refused = len(self.found.rejected)
        auditor = self.chosen(row, audit, Part.AUDITOR, audit.auditor_id)
        moderator = self.chosen(row, audit, Part.MODERATOR, audit.moderator_id)
        if auditor and auditor == moderator:
            self.refuse(row, MODERATOR, "The auditor and the moderator must be different people.")
        if len(self.found.rejected) > refused:
            return
        self.found.choices[audit.pk] = AllocationChoice(auditor, moderator)
        self.found.reasons[audit.pk] = self._text(row, REASON)

    def chosen(self, row: Row, audit: Audit, part: Part, now: int | None) -> int | None:
        """Whom the row names, or the person who has it now where it names nobody or somebody who cannot have it."""
        name = self._text(row, part.value)
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
        if unavailable := unavailability(person, part, first_due(self.month.cycle, part)):
            return unavailable.sentence
        bar = self.month.bar(person, audit, part)
        return f"Not possible: {bar.words}." if bar else ""

    def refuse(self, row: Row, name: str, reason: str) -> None:
        heading = self.headings.get(name, name)
        self.found.rejected.append(rejection(row.number, heading, row.get(heading), reason))
