"""What goes on here now: past audits are not put beside audits that are at work, nor by today's staff against today's rules."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from audits.enums import OPEN_STATES, AuditState, Part
from audits.models import Audit
from audits.querysets import monthly
from audits.sheets.rows import PastAudit, Reference
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole, Team
from foundation.accounts.queries import LinesOfManagement
from foundation.council.clock import today
from foundation.council.months import first_of, month_name
from foundation.names import case_key

# A part of the row, and what to say of it.
Refusal = tuple[str, str]
ROLES = {Part.AUDITOR: Role.AUDITOR, Part.MODERATOR: Role.MODERATOR}


@dataclass
class KnownAudits:
    """Compared as a whole: where it is another when the file is stored, the file is checked again."""

    this_month: datetime.date
    # Months with an audit written here: its number and whether any is still to be judged; and records with one at work.
    written: dict[datetime.date, tuple[int, bool]] = field(default_factory=dict)
    # Of each record, the months in which it was audited here, and the audit's number.
    audited: dict[tuple[str, datetime.date], int] = field(default_factory=dict)
    at_work: dict[str, tuple[int, datetime.date]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    roles: dict[int, set[str]] = field(default_factory=dict)
    above: dict[int, set[int]] = field(default_factory=dict)

    def refuse(self, row: PastAudit, *, adds: bool, actor: Person) -> list[Refusal]:
        """Why a row that `adds` an audit, or fills in one's grades after moderation, cannot be taken by `actor`."""
        if not adds and row.auditor == actor.pk:
            return [
                ("post", "You are its auditor, and nobody fills in the moderation of their own audit. Another QA lead imports this row.")
            ]
        return (self._beside_what_was_written_here(row) if adds else []) or self._today_s_people(row, actor, adds=adds)

    def _beside_what_was_written_here(self, row: PastAudit) -> list[Refusal]:
        if live := self.at_work.get(case_key(row.case_id)):
            said = f"Audit {live[0]} of this child’s record is at work in {month_name(live[1])}."
            return [("case", f"{said} Import its past audits once that one is finished or withdrawn.")]
        if number := self.audited.get((case_key(row.case_id), row.month)):
            return [("case", f"Audit {number} is of this child’s record in {month_name(row.month)}. A record is audited once a month.")]
        number, is_running = self.written.get(row.month, (0, False))
        if is_running:
            month = month_name(row.month)
            said = f"{month} is being audited here: audit {number} is still to be judged."
            return [("month", f"{said} Add the record on the page of {month}, or correct the month.")]
        return []

    def _today_s_people(self, row: PastAudit, actor: Person, *, adds: bool) -> list[Refusal]:
        """In months of today, and in those that are audited here, nobody audits or moderates who could not on a page."""
        if row.month < self.this_month and row.month not in self.written:
            return []
        parts = [refusal for part in Part for refusal in self._of_person(row, part, getattr(row, part), adds=adds)]
        return parts or self._judged_by_themselves(row, actor)

    def _judged_by_themselves(self, row: PastAudit, actor: Person) -> list[Refusal]:
        """On a page the lead could not say by themselves what came of their own audit."""
        if row.state == AuditState.SUBMITTED or row.auditor != actor.pk:
            return []
        why = f"You are its auditor, and {month_name(row.month)} is audited under today’s rules."
        return [("auditor", f"{why} Another QA lead imports this row.")]

    def _of_person(self, row: PastAudit, part: Part, person: Reference, *, adds: bool) -> list[Refusal]:
        month, role = month_name(row.month), ROLES[part]
        if person is None:
            return self._nobody(row, part) if adds else []
        if not isinstance(person, int) or role not in self.roles.get(person, set()):
            who = f"{self.names[person]} does not have" if isinstance(person, int) else "Nobody known here by this name has"
            why = f"{who} the role “{role.label}”, and {month} is audited under today’s rules."
            return [(part, f"{why} Name who has it, or ask an administrator for the role.")]
        name = self.names[person]
        if isinstance(row.team, int) and person in self.above.get(row.team, set()):
            return [(part, f"{name} is in this team’s line of management, and {month} is audited under today’s rules. Name another.")]
        return []

    def _nobody(self, row: PastAudit, part: Part) -> list[Refusal]:
        """An audit has its auditor, and one that was moderated its moderator."""
        if part == Part.MODERATOR and row.state != AuditState.MODERATED:
            return []
        why = f"{month_name(row.month)} is audited under today’s rules, by people who are known."
        return [(part, f"{why} Say who the {part.label.lower()} was.")]


def standing_now(months: Collection[datetime.date], cases: Collection[str]) -> KnownAudits:
    """In as many queries for one row as for a thousand."""
    found = KnownAudits(first_of(today()))
    here = Audit.objects.live().filter(imported=False)
    in_months = here.filter(monthly(), cycle__month__in=months).order_by("pk")
    for month, number, state, case in in_months.values_list("cycle__month", "pk", "state", "case_key"):
        found.audited[case, month] = number
        known = found.written.get(month)
        if known is None or (state in OPEN_STATES and not known[1]):
            found.written[month] = (number, state in OPEN_STATES)
    wanted = {case_key(case) for case in cases}
    for case, number, month in here.filter(state__in=OPEN_STATES).order_by("pk").values_list("case_key", "pk", "cycle__month"):
        if case in wanted:
            found.at_work.setdefault(case, (number, month))
    if any(month >= found.this_month or month in found.written for month in months):
        _add_staff(found)
    return found


def _add_staff(found: KnownAudits) -> None:
    found.names = dict(Person.objects.filter(is_system=False).values_list("pk", "name"))
    roles: defaultdict[int, set[str]] = defaultdict(set)
    for person, role in PersonRole.objects.filter(person__is_active=True).values_list("person", "role"):
        roles[person].add(role)
    teams = list(Team.objects.select_related("service", "manager"))
    lines = LinesOfManagement(teams=teams)
    found.roles = dict(roles)
    found.above = {team.pk: lines.of(worker=None, team=team) for team in teams}
