"""Who else could have one part of a record: what each holds, takes and is barred by, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from audits.allocation.pages.people import Choice, load_words, named
from audits.allocation.queries.availability import people_of_its_actions, unavailability
from audits.allocation.queries.months import AllocationMonth, StaffLoad
from audits.enums import Part
from audits.models import Audit
from audits.permissions import sees_grades
from audits.queries.due_days import first_due
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents import AnyRow, Cell, Column, Table
from foundation.documents.formats import uk_date
from foundation.names import folded

OTHER_PART = {Part.AUDITOR: "moderates it", Part.MODERATOR: "audits it"}


@dataclass(frozen=True)
class AllocationCandidate:
    """One person who has the role: `why_not` says why they cannot be chosen, `notes` what to know before they are."""

    staff: StaffLoad
    why_not: str
    notes: list[str]
    has_it: bool

    @property
    def person(self) -> Person:
        return self.staff.person

    @property
    def to_know(self) -> str:
        """“Free”, or everything that stands against it."""
        if self.why_not:
            return f"Cannot be chosen: {self.why_not}"
        said = [*(["has it now"] if self.has_it else []), *self.notes]
        words = "; ".join(said)
        return words[:1].upper() + words[1:] if words else "Free"

    @property
    def rank(self) -> tuple[bool, bool, bool, int, str]:
        """Free people with the fewest first; then who is away or asks for a reason, who is full, and who cannot be chosen."""
        return bool(self.why_not), self.staff.is_full, bool(self.notes), self.staff.already, folded(self.person.name)


def candidates(month: AllocationMonth, audit: Audit, part: Part, reader: Person) -> list[AllocationCandidate]:
    """Everybody with the role, free ones first. That somebody has an action of it is not shown to a blind moderator."""
    knowing = people_of_its_actions(audit) if part == Part.MODERATOR and sees_grades(reader, audit) else {}
    found = [_candidate(month, audit, part, staff, knowing) for staff in month.staff[part].values()]
    return sorted(found, key=lambda each: each.rank)


def _candidate(month: AllocationMonth, audit: Audit, part: Part, staff: StaffLoad, knowing: Mapping[int, int]) -> AllocationCandidate:
    person = staff.person
    has, other = (audit.auditor, audit.moderator) if part == Part.AUDITOR else (audit.moderator, audit.auditor)
    has_it = has == person
    why_not = "" if has_it else _why_not(month, audit, part, person, knowing)
    notes = [*([OTHER_PART[part]] if other == person else []), *_away(month, part, staff)]
    notes += [f"asks for a reason: {each.kind.label.lower()}" for each in month.asks(person, audit, part)]
    notes += ["takes no more this month"] if staff.is_full and not has_it else []
    return AllocationCandidate(staff, why_not, notes, has_it)


def _away(month: AllocationMonth, part: Part, staff: StaffLoad) -> list[str]:
    """Much of the time until it is due, or on that day."""
    if staff.away:
        return [staff.away.words]
    until = staff.person.away_until(max(first_due(month.cycle, part) or today(), today()))
    return [f"away until {uk_date(until)}"] if until else []


def _why_not(month: AllocationMonth, audit: Audit, part: Part, person: Person, knowing: Mapping[int, int]) -> str:
    if number := knowing.get(person.pk):
        return f"has action {number}, which was raised from it"
    if bar := month.bar(person, audit, part):
        return bar.words
    away = unavailability(person, part, first_due(month.cycle, part))
    return away.words if away else ""


def candidate_choices(found: list[AllocationCandidate], holder: Person | None) -> list[Choice]:
    """For a field. Who cannot be chosen is last, with the reason: somebody who looks for that name finds it."""
    listed: list[Choice] = [(each.person.pk, _label(each)) for each in found]
    if holder and not any(each.has_it for each in found):
        listed.append((holder.pk, f"{holder} – has it, but no longer has the role"))
    return [("", ""), *listed]


def _label(each: AllocationCandidate) -> str:
    notes = "" if each.to_know == "Free" else f"; {each.to_know[:1].lower()}{each.to_know[1:]}"
    return f"{named(each.staff)} – {load_words(each.staff)} this month{notes}"


def candidates_table(found: list[AllocationCandidate], part: Part) -> Table:
    """Everybody; the people who cannot be chosen stand last, each with the reason."""
    columns = [
        *(Column("Person", names_row=True), Column("This month", numeric=True)),
        *(Column("Twelve months before", numeric=True), Column("To know")),
    ]
    rows: list[AnyRow] = [
        [Cell(each.person.name, notes=[str(each.person.team or "No team")]), load_words(each.staff), each.staff.past, each.to_know]
        for each in found
    ]
    caption = "Who could audit it" if part == Part.AUDITOR else "Who could moderate it"
    return Table(caption, columns, rows, empty="Nobody has the role. An administrator gives it under Settings, People.")
