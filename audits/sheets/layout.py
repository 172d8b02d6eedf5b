"""Which column of a sheet is which, from its headings."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from audits.models import Domain, Tool
from audits.sheets.columns import (
    CaseColumn,
    ClosedColumn,
    CohortColumn,
    GradeColumn,
    ModerationColumn,
    MonthColumn,
    PastAuditColumn,
    ReferenceColumn,
)
from audits.sheets.directory import Directory
from audits.sheets.headings import (
    is_auditor,
    is_case,
    is_closed_record,
    is_grade_of,
    is_moderation,
    is_moderator,
    is_month,
    is_team,
    telling_words,
)
from audits.sheets.rows import Rejection
from foundation.matching.calculations import ListColumn, ListMatch
from foundation.sheets import Sheet, heading_key, match_columns


@dataclass
class SheetLayout:
    """The columns by the headings of the file, what is wrong with the headings, and which were not read."""

    columns: dict[str, PastAuditColumn] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def heading_of(self, wanted: PastAuditColumn) -> str:
        return next((heading for heading, column in self.columns.items() if column is wanted), wanted.headings[0])


class KnownColumns:
    """Every column that a sheet of past audits may have, for one version of the audit tool."""

    def __init__(self, tool: Tool, directory: Directory):
        domains: list[Domain] = list(tool.domains.all())
        self.month = MonthColumn("month", required=True)
        self.case = CaseColumn("case", "case ID", required=True)
        self.team = ReferenceColumn("team", "team", directory.team)
        self.cohort = CohortColumn()
        self.auditor = ReferenceColumn("auditor", "auditor", directory.person, is_person=True)
        self.moderator = ReferenceColumn("moderator", "moderator", directory.person, is_person=True)
        self.moderation = ModerationColumn("moderation")
        self.was_closed = ClosedColumn("closed record", "record closed")
        named: list[tuple[str, int | None]] = [("overall", None), *((domain.name, domain.pk) for domain in domains)]
        self.grades = {(stage, pk): GradeColumn(name, stage, pk) for stage in ("pre", "post") for name, pk in named}
        self.domain_names = [domain.name for domain in domains]

    def all(self) -> list[PastAuditColumn]:
        facts = [self.month, self.case, self.team, self.cohort, self.auditor, self.moderator, self.moderation, self.was_closed]
        return [*facts, *self.grades.values()]

    def headings(self) -> list[str]:
        """Facts first, then before and after side by side for each domain."""
        facts = [column.headings[0] for column in self.all() if not isinstance(column, GradeColumn)]
        places = [domain for stage, domain in self.grades if stage == "pre"]
        return facts + [self.grades[stage, place].headings[0] for place in places for stage in ("pre", "post")]

    def recognise(self, sheet: Sheet) -> SheetLayout:
        """Match the sheet's headings, whatever their case, hyphens or underscores; say at once all that is wrong with them."""
        columns = {column.identifier: column for column in self.all()}
        matched = match_columns(sheet.header, list(columns.values()))
        layout, row = SheetLayout({heading: columns[name] for name, heading in matched.headings.items()}), sheet.header_number
        for heading in sheet.header:
            if heading in matched.unknown:
                self._note_unknown(layout, row, heading)
            elif heading in matched.doubled:
                reason = f"Another column already holds “{matched.doubled[heading]}”. Remove one of them."
                layout.rejected.append(Rejection(row, heading, heading, reason))
        layout.rejected += [_missing(row, column) for column in matched.missing]
        return layout

    def list_columns(self) -> list[ListColumn]:
        """As somebody is asked about them; in this order their words are tried."""
        facts = [
            (self.month, "Month", is_month, False),
            (self.case, "Case ID", is_case, False),
            (self.moderation, "Whether moderation was required", is_moderation, False),
            (self.auditor, "Auditor", is_auditor, True),
            (self.moderator, "Moderator", is_moderator, False),
            (self.team, "Team", is_team, True),
            (self.cohort, "Cohort", None, False),
            (self.was_closed, "Whether the record was closed", is_closed_record, False),
        ]
        plain = [
            ListColumn(*column.headings, label=label, required=column.required, wanted=wanted, fits=fits)
            for column, label, fits, wanted in facts
        ]
        return plain + [self._grade_column(stage, domain) for domain in self._places() for stage in ("pre", "post")]

    def _places(self) -> list[int | None]:
        return [domain for stage, domain in self.grades if stage == "pre"]

    def _grade_column(self, stage: str, domain: int | None) -> ListColumn:
        column = self.grades[stage, domain]
        words = {place: telling_words(heading_key(self.grades[stage, place].name)) for place in self._places() if place}
        own, others = words.get(domain, set()) if domain else set(), [each for place, each in words.items() if place != domain]
        label = f"{column.name[:1].upper()}{column.name[1:]}, {'before' if stage == 'pre' else 'after'} moderation"
        return ListColumn(*column.headings, label=label, required=column.required, fits=lambda text: is_grade_of(text, stage, own, others))

    def laid_out(self, sheet: Sheet, match: ListMatch) -> SheetLayout:
        """The columns as somebody said, or as their headings’ words say. What nobody has said anything of is as in `recognise`."""
        columns = {column.identifier: column for column in self.all()}
        layout = SheetLayout({heading: columns[name] for name, heading in match.columns.items()})
        for heading in match.unmatched:
            if heading in match.never_asked:
                self._note_unknown(layout, sheet.header_number, heading)
            else:
                layout.unread.append(heading)
        layout.rejected += [_missing(sheet.header_number, columns[each.identifier]) for each in match.lacking if each.required]
        return layout

    def _note_unknown(self, layout: SheetLayout, row: int, heading: str) -> None:
        if {"pre", "post"} & set(heading_key(heading).split()):
            reason = f"“{heading}” is not a domain of the audit tool. Its domains are: {listed(self.domain_names)}."
            layout.rejected.append(Rejection(row, heading, heading, reason))
        else:
            layout.unread.append(heading)


def _missing(row: int, column: PastAuditColumn) -> Rejection:
    heading = column.headings[0]
    return Rejection(row, heading, "", f"The column “{heading}” is missing. Add it and try again.")


def listed(names: Iterable[str]) -> str:
    """Names that may hold commas, kept apart by semicolons."""
    return "; ".join(names)
