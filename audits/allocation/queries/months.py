"""What is known of a month when it is allocated: its open records, who could take them, and what stands between them."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from audits.allocation.calculations.reasons import Away, Bar
from audits.allocation.queries.availability import ROLES, absence_until
from audits.conflicts import Conflict, ConflictChecker
from audits.enums import OPEN_STATES, AuditState, Part
from audits.models import Audit, Capacity, Cycle, Pin
from audits.queries.due_days import first_due
from audits.querysets import closed_audits
from foundation.accounts.models import Person
from foundation.council.months import add_months

PAST_MONTHS = 12


@dataclass(frozen=True)
class StaffLoad:
    """One person in one part: the most that they take, what they have this month, what they had in the twelve months before."""

    person: Person
    capacity: int
    already: int
    past: int
    away: Away | None

    @property
    def is_full(self) -> bool:
        return self.already >= self.capacity


def _most(capacity: Capacity, part: Part, exempt: int) -> int:
    """An exempt auditor takes so many audits less than in other months."""
    return max(capacity.audits - exempt, 0) if part == Part.AUDITOR else capacity.moderations


class AllocationMonth:
    """One month, read in as many queries for sixty records as for one.

    `also` are open audits that are shown although they have everybody; `leaving` is relieved of everything that can be
    given to somebody else, which with `only_theirs` is all that is looked at.
    `reader` is shown none that is closed to them. `only` are the audits to look at, whatever they lack.
    """

    def __init__(
        self,
        cycle: Cycle,
        *,
        also: Iterable[int] = (),
        leaving: Person | None = None,
        only_theirs: bool = False,
        only: Collection[int] | None = None,
        reader: Person | None = None,
    ):
        self.cycle, self.leaving = cycle, leaving
        people = ("team__manager", "team__service")
        found = (
            Audit.objects.filter(cycle=cycle, state__in=OPEN_STATES, imported=False)
            .for_page()
            .select_related(*people)
            .prefetch_related("moved_dates")
        )
        if reader:
            found = found.exclude(pk__in=closed_audits(reader))
        wanted = set(also)
        self._vacant = {leaving} if only_theirs else {None, leaving}
        found = found.order_by("number")
        if only is None:
            self.audits = [audit for audit in found if audit.pk in wanted or self.parts_to_fill(audit)]
        else:
            self.audits = [audit for audit in found.filter(pk__in=only) if self.parts_open(audit)]

    def parts_to_fill(self, audit: Audit) -> list[Part]:
        """The parts of an audit that somebody must still be found for."""
        has = {Part.AUDITOR: audit.auditor, Part.MODERATOR: audit.moderator}
        return [part for part in self.parts_open(audit) if has[part] in self._vacant]

    def parts_open(self, audit: Audit) -> list[Part]:
        """The parts that can be reallocated: an auditor until they start, a moderator where the month is moderated."""
        auditor = [Part.AUDITOR] if audit.state == AuditState.ALLOCATED or audit.auditor is None else []
        return auditor + ([Part.MODERATOR] if self.cycle.moderation_required or audit.moderator else [])

    @cached_property
    def judge(self) -> ConflictChecker:
        return ConflictChecker(self.audits)

    @cached_property
    def accepted(self) -> set[tuple[int, int, str]]:
        """The conflicts that the lead accepted, by audit, person and kind."""
        rows = Audit.objects.filter(pk__in=[audit.pk for audit in self.audits], overrides__isnull=False)
        return set(rows.values_list("pk", "overrides__person", "overrides__conflict"))

    @cached_property
    def pins(self) -> dict[tuple[int, Part], Pin]:
        pins = Pin.objects.filter(audit__in=self.audits).exclude(person=self.leaving).select_related("person")
        return {(pin.audit_id, Part(pin.part)): pin for pin in pins}

    @cached_property
    def returned_from(self) -> set[tuple[str, int]]:
        """Case and auditor of the month's other audits: a record that was withdrawn does not come back to the same one."""
        mine = {audit.pk for audit in self.audits}
        rows = self.cycle.audits.filter(auditor__isnull=False).exclude(pk__in=mine).values_list("case_key", "auditor")
        return set(rows)

    @cached_property
    def staff(self) -> dict[Part, dict[int, StaffLoad]]:
        """By part and person, everybody who works here and has its role, in the order of their names."""
        people = list(Person.objects.active().with_role(*ROLES.values()).select_related("team").prefetch_related("role_rows", "absences"))
        capacities = {row.person_id: row for row in Capacity.objects.all()}
        exempt = dict(self.cycle.exemptions.approved().filter(auditor__isnull=False).values_list("auditor", "audits"))
        found: dict[Part, dict[int, StaffLoad]] = {}
        for part, role in ROLES.items():
            now, past = self._counts(part)
            theirs = [person for person in people if person.has_role(role) and person != self.leaving]
            found[part] = {
                person.pk: StaffLoad(
                    person,
                    _most(capacities.get(person.pk) or Capacity(), part, exempt.get(person.pk, 0)),
                    now[person.pk],
                    past[person.pk],
                    absence_until(person, first_due(self.cycle, part)),
                )
                for person in theirs
            }
        return found

    def _counts(self, part: Part) -> tuple[Counter[int], Counter[int]]:
        """How many live audits each person has this month, and had in the twelve before."""
        live = Audit.objects.live().filter(**{f"{part}__isnull": False}).values_list(part.value).order_by().annotate(count=Count("pk"))
        return Counter(dict(live.filter(cycle=self.cycle))), Counter(dict(live.filter(**self._year_before)))

    @property
    def _year_before(self) -> dict[str, datetime.date]:
        return {"cycle__month__gte": add_months(self.cycle.month, -PAST_MONTHS), "cycle__month__lt": self.cycle.month}

    @cached_property
    def together(self) -> Counter[tuple[int, int]]:
        """How often two people shared an audit in the year before, or share one already, as (auditor, moderator); either way round."""
        mine = [audit.pk for audit in self.audits]
        pairs = Audit.objects.live().filter(auditor__isnull=False, moderator__isnull=False).exclude(pk__in=mine)
        recent = pairs.filter(cycle__month__gte=add_months(self.cycle.month, -PAST_MONTHS), cycle__month__lte=self.cycle.month)
        rows = recent.order_by().values_list("auditor", "moderator").annotate(count=Count("pk"))
        counts: Counter[tuple[int, int]] = Counter()
        for one, other, count in rows:
            counts[one, other] += count
            counts[other, one] += count
        return counts

    def conflicts(self, person: Person, audit: Audit, part: Part) -> list[Conflict]:
        return self.judge.conflicts(person, audit, part)

    def asks(self, person: Person, audit: Audit, part: Part) -> list[Conflict]:
        """The soft conflicts for which the lead has given no reason yet."""
        found = [each for each in self.conflicts(person, audit, part) if not each.is_hard]
        return [each for each in found if (audit.pk, person.pk, each.kind) not in self.accepted]

    def bar(self, person: Person, audit: Audit, part: Part) -> Bar | None:
        """What keeps this person from that part of the record for good; None where nothing does."""
        hard = tuple(each.kind for each in self.conflicts(person, audit, part) if each.is_hard)
        had_it = part == Part.AUDITOR and (audit.case_key, person.pk) in self.returned_from
        return Bar(hard) if hard or had_it else None
