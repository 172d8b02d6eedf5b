"""What the lead's page of parts shows: who is asked for what, and what all agencies saw, beside each other."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import reverse

from audits.enums import WRITTEN_STATES, AuditState, PartState
from audits.models import AgencyPart, Audit, JoinedParts, PartnerAgency
from audits.permissions import can_give_parts, can_join_parts
from audits.queries.grade_words import grade_word
from audits.tool.queries import other_tools
from foundation.accounts.models import Person
from foundation.council.working_days import due_in_words
from foundation.documents import AnyRow, Cell, CellKind, Column, Fragment, Table
from foundation.documents.formats import uk_date
from foundation.lookups.rows import get_or_none

COLOURS = {
    PartState.GIVEN: "grey",
    PartState.BEGUN: "blue",
    PartState.SUBMITTED: "green",
    PartState.HANDED: "yellow",
    PartState.LEFT_OUT: "grey",
}


@dataclass(frozen=True)
class PartsPage:
    """`beside` is what the agencies wrote, for people who may read it; `free` are agencies that can still be asked."""

    parts: list[AgencyPart]
    asked: Table | None
    beside: Table | None
    joined: JoinedParts | None
    free: list[PartnerAgency]
    may_give: bool
    may_join: bool
    waits: str

    @property
    def joint_grade(self) -> str:
        return grade_word(self.joined.grade) if self.joined else ""


def with_other_agencies(audit: Audit) -> bool:
    return bool(audit.cycle.kind_id and audit.cycle.kind and audit.cycle.kind.is_multi_agency)


def reads_parts(person: Person, audit: Audit) -> bool:
    """As everything else that is written in the audit."""
    return Audit.objects.visible_to(person).with_words_visible_to(person).filter(pk=audit.pk).exists()


def parts_page(audit: Audit, person: Person, on: datetime.date) -> PartsPage:
    parts = list(audit.parts.for_page().prefetch_related("judgements__domain", "tool__domains").order_by("agency__name__folded"))
    written, reads = audit.state in WRITTEN_STATES, reads_parts(person, audit)
    leads = written and can_give_parts(person, audit)
    free = _still_free({part.agency_id for part in parts}) if leads else []
    waiting = [part for part in parts if part.is_open or part.state == PartState.HANDED]
    return PartsPage(
        parts=parts,
        asked=_asked_table(parts, on, leads=leads) if parts else None,
        beside=_beside(parts) if reads else None,
        joined=_joined(audit) if reads else None,
        free=free,
        may_give=leads,
        may_join=_may_join(audit, person, parts) and not waiting,
        waits=_waits(waiting),
    )


def _may_join(audit: Audit, person: Person, parts: Sequence[AgencyPart]) -> bool:
    return audit.state == AuditState.IN_PROGRESS and can_join_parts(person, audit) and any(part.is_submitted for part in parts)


def _still_free(asked: Collection[int]) -> list[PartnerAgency]:
    """Agencies that have a tool and were not asked."""
    tools = other_tools().filter(published_on__isnull=False).order_by().values("name")
    return list(PartnerAgency.objects.filter(ended_on=None, tool_name__in=tools).exclude(pk__in=asked))


def _waits(waiting: Sequence[AgencyPart]) -> str:
    return f"Still to come: {', '.join(part.agency.name for part in waiting)}." if waiting else ""


def _asked_table(parts: Sequence[AgencyPart], on: datetime.date, *, leads: bool) -> Table:
    columns = [
        *(Column("Agency", names_row=True), Column("Who", more=True), Column("Asked to look at"), Column("Due")),
        *(Column("State"), *([Column("Change")] if leads else [])),
    ]
    rows: list[AnyRow] = [[*_asked(part, on), *([_acts(part)] if leads else [])] for part in parts]
    return Table("Parts of the agencies", columns, rows)


def _asked(part: AgencyPart, on: datetime.date) -> list[Cell]:
    why = part.left_out_reason if part.state == PartState.LEFT_OUT else part.return_reason
    due = due_in_words(part.due, on) if part.is_open else uk_date(part.submitted_on or part.due)
    return [
        Cell(part.agency.name),
        Cell(str(part.partner)),
        Cell(part.look_at, notes=[f"Reference: {part.reference}"]),
        Cell(due),
        Cell(part.get_state_display(), CellKind.STATE, colour=COLOURS[PartState(part.state)], notes=[why] if why else []),
    ]


def _acts(part: AgencyPart) -> Cell:
    acts = []
    if part.is_submitted:
        acts.append(("Ask it back", reverse("audits:ask-part-back", args=[part.pk])))
    else:
        acts.append(("Give it to somebody", reverse("audits:hand-over-part", args=[part.pk])))
    if part.is_open or part.state == PartState.HANDED:
        acts.append(("Go on without it", reverse("audits:leave-part-out", args=[part.pk])))
    return Cell(fragment=Fragment("audits/partners/_acts.html", {"acts": acts, "agency": part.agency.name}))


def _joined(audit: Audit) -> JoinedParts | None:
    return get_or_none(JoinedParts.objects.filter(audit=audit).select_related("joined_by"))


def _beside(parts: Sequence[AgencyPart]) -> Table | None:
    """A row for what each agency saw, and one for each question of their tools; a column an agency. None before one is submitted."""
    shown = [part for part in parts if part.is_submitted]
    if not shown:
        return None
    names = list(dict.fromkeys(domain.name for part in shown for domain in part.tool.domains.all()))
    columns = [Column("What was asked", names_row=True), *(Column(part.agency.name) for part in shown)]
    rows: list[AnyRow] = [["What the agency saw", *(Cell(part.seen) for part in shown)]]
    rows += [[name, *(_grade_of(part, name) for part in shown)] for name in names]
    return Table("What each agency saw", columns, rows)


def _grade_of(part: AgencyPart, name: str) -> Cell:
    row = next((each for each in part.judgements.all() if each.domain.name == name), None)
    return Cell(grade_word(row.grade), CellKind.GRADE, notes=[row.reason]) if row and row.grade else Cell(None)


@dataclass(frozen=True)
class PartsOfAudit:
    """What the page of an audit says of its parts."""

    url: str
    words: str
    joined: JoinedParts | None
    grade: str


def parts_of_audit(audit: Audit, person: Person) -> PartsOfAudit | None:
    """None for an audit without other agencies."""
    if not with_other_agencies(audit):
        return None
    states = list(audit.parts.order_by().values_list("state", flat=True))
    there = states.count(PartState.SUBMITTED)
    left_out = states.count(PartState.LEFT_OUT)
    words = f"{there} of {len(states) - left_out} agencies have submitted their part" if states else "No agency was asked for its part yet"
    without = f"; {left_out} take{'s' if left_out == 1 else ''} no part" if left_out else ""
    joined = get_or_none(JoinedParts.objects.filter(audit=audit)) if reads_parts(person, audit) else None
    url = reverse("audits:parts", args=[audit.pk])
    return PartsOfAudit(url, f"{words}{without}.", joined, grade_word(joined.grade) if joined else "")
