"""Conflicts of interest: judged at allocation, on submission and at moderation, through whichever door."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from foundation.accounts.enums import Power
from foundation.accounts.models import Person, PowerRequest
from foundation.accounts.queries import LinesOfManagement
from foundation.activity.models import Entry
from foundation.names import case_key, person_key

from .enums import HARD_CONFLICTS, ConflictKind, Part
from .models import Audit, Declaration, Interest, Involvement, ReAudit, SampledRecord

SENTENCES = {
    ConflictKind.OWN_WORK: "is the allocated worker: nobody audits or moderates their own work.",
    ConflictKind.LINE_OF_MANAGEMENT: "is in this worker’s or team’s line of management.",
    ConflictKind.OWN_AUDIT: "is the auditor: nobody moderates their own audit.",
    ConflictKind.OWN_TEAM: "belongs to the same team.",
    ConflictKind.PAST_INVOLVEMENT: "worked with this child before.",
    ConflictKind.PREVIOUS_AUDITOR: "audited this child before.",
    ConflictKind.DECLARED_INTEREST: "has declared an interest in this child, worker or team.",
}


@dataclass(frozen=True)
class Conflict:
    kind: ConflictKind
    person: Person

    @property
    def is_hard(self) -> bool:
        return self.kind in HARD_CONFLICTS

    @property
    def sentence(self) -> str:
        return f"{self.person.name} {SENTENCES[self.kind]}"


class ConflictChecker:
    """What stands between people and the records of some audits. The facts are read once, as many queries for sixty audits as for one."""

    def __init__(self, audits: Iterable[Audit]):
        audits = list(audits)
        cases = {case_key(audit.case_id) for audit in audits}
        lines = LinesOfManagement(workers=[audit.allocated_worker for audit in audits], teams=[audit.team for audit in audits])
        self._above = {audit.pk: lines.of(worker=audit.allocated_worker, team=audit.team) for audit in audits}
        self._audited: dict[str, list[tuple[int, int | None, int | None]]] = defaultdict(list)
        for case, *had in Audit.objects.filter(case_key__in=cases).order_by().values_list("case_key", "pk", "auditor", "allocated_worker"):
            self._audited[case].append((had[0], had[1], had[2]))
        self._listed = _listed_workers(cases)
        # A record that was withdrawn and added again in the month has nobody let off by that.
        same = {"audit__case_key__in": cases, "audit__cycle__in": {audit.cycle_id for audit in audits if audit.cycle_id}}
        about_it = ("audit__cycle", "audit__case_key", "person")
        self._declarations = Declaration.objects.filter(**same).order_by().values_list(*about_it)
        self._noted = set(Involvement.objects.filter(**same, is_mistaken=False).order_by().values_list(*about_it, "kind"))
        self._re_audits = ReAudit.objects.filter(audit__in=audits).order_by().values_list("audit", flat=True)
        about = Interest.objects.standing().order_by().values_list("person", "case_key", "team", "worker")
        self._interests = {(person, case or None, team, worker) for person, case, team, worker in about}

    @cached_property
    def _started(self) -> set[tuple[int, str, int]]:
        return set(self._declarations)

    @cached_property
    def _again(self) -> set[int]:
        """The auditor of a record may do its re-audit."""
        return set(self._re_audits)

    def conflicts(self, person: Person, audit: Audit, part: Part) -> list[Conflict]:
        """Every conflict between `person` and the record of `audit` in that part of it; hard ones first."""
        earlier = [had for had in self._audited[case_key(audit.case_id)] if had[0] != audit.pk]
        moderates = part == Part.MODERATOR
        found = {
            ConflictKind.OWN_WORK: audit.allocated_worker == person or self._was(person, audit, ConflictKind.OWN_WORK),
            ConflictKind.LINE_OF_MANAGEMENT: self._is_above(person, audit),
            ConflictKind.OWN_AUDIT: moderates and self._has_audited(person, audit),
            ConflictKind.OWN_TEAM: audit.team is not None and person.team_id == audit.team.pk,
            ConflictKind.PAST_INVOLVEMENT: any(had == person.pk for _, _, had in earlier) or self._is_listed(person, audit),
            ConflictKind.PREVIOUS_AUDITOR: not moderates and self._audited_before(person, audit, earlier),
            ConflictKind.DECLARED_INTEREST: self._has_interest(person, audit),
        }
        return [Conflict(kind, person) for kind, is_so in found.items() if is_so]

    def unaccepted(self, person: Person, audit: Audit, part: Part) -> list[Conflict]:
        """The hard conflicts, and the soft ones for which no lead but themself gave a reason yet."""
        found = self.conflicts(person, audit, part)
        reasoned = audit.overrides.filter(person=person).exclude(given_by=person)
        accepted = set(reasoned.values_list("conflict", flat=True)) if found and audit.pk else set()
        return [conflict for conflict in found if conflict.is_hard or conflict.kind not in accepted]

    def _is_above(self, person: Person, audit: Audit) -> bool:
        return person.pk in self._above[audit.pk] or self._was(person, audit, ConflictKind.LINE_OF_MANAGEMENT)

    def _has_audited(self, person: Person, audit: Audit) -> bool:
        """Its auditor, or somebody who declared before starting it that they had no involvement."""
        return audit.auditor_id == person.pk or (*_record(audit), person.pk) in self._started

    def _audited_before(self, person: Person, audit: Audit, earlier: Iterable[tuple[int, int | None, int | None]]) -> bool:
        return any(had == person.pk for _, had, _ in earlier) and audit.pk not in self._again

    def _was(self, person: Person, audit: Audit, kind: ConflictKind) -> bool:
        return (*_record(audit), person.pk, kind) in self._noted

    def _is_listed(self, person: Person, audit: Audit) -> bool:
        """By any name or address that they ever had here: a new name ends no involvement."""
        listed = self._listed[case_key(audit.case_id)]
        now = {person_key(person.name), person_key(person.email or person.name)}
        return bool(listed) and not listed.isdisjoint(now | self._once_called[person.pk])

    @cached_property
    def _once_called(self) -> dict[int, set[str]]:
        """Earlier names, from the trail, and earlier addresses of everybody who has had another."""
        found: dict[int, set[str]] = defaultdict(set)
        changed = Entry.objects.of_type(Person).filter(verb="person.changed", facts__before__has_key="name").order_by()
        for person, facts in changed.values_list("target_id", "facts"):
            found[int(person)].add(person_key(facts["before"]["name"]))
        given = PowerRequest.objects.filter(what=Power.EMAIL, agreed=True).exclude(email_before="")
        for pk, address in given.values_list("person", "email_before"):
            found[pk].add(person_key(address))
        return found

    def _has_interest(self, person: Person, audit: Audit) -> bool:
        about: list[tuple[str | None, int | None, int | None]] = [(case_key(audit.case_id), None, None)]
        about += [(None, audit.team_id, None)] if audit.team_id else []
        about += [(None, None, audit.allocated_worker_id)] if audit.allocated_worker_id else []
        return any((person.pk, *each) in self._interests for each in about)


def involved_in(audit: Audit) -> set[tuple[int, ConflictKind]]:
    """The people who have a hard conflict with the record now, no matter who audits it: to be noted."""
    worker, team = audit.allocated_worker, audit.team
    above = LinesOfManagement(workers=[worker], teams=[team]).of(worker=worker, team=team)
    own = {(worker.pk, ConflictKind.OWN_WORK)} if worker else set()
    return own | {(pk, ConflictKind.LINE_OF_MANAGEMENT) for pk in above}


def _record(audit: Audit) -> tuple[int | None, str]:
    """The record in its month."""
    return audit.cycle_id, case_key(audit.case_id)


def _listed_workers(cases: set[str]) -> dict[str, set[str]]:
    """By case, whom a list of records ever named as the child's worker, then or before: hardly any export says so otherwise."""
    listed: dict[str, set[str]] = defaultdict(set)
    for case, values in SampledRecord.objects.filter(case_key__in=cases).order_by().values_list("case_key", "values"):
        names = [values.get("worker", ""), *values.get("past workers", "").split(";")]
        listed[case] |= {person_key(name) for name in names} - {""}
    return listed


def part_of(person: Person, audit: Audit) -> Part:
    return Part.MODERATOR if audit.moderator_id == person.pk else Part.AUDITOR


def unaccepted_conflicts(person: Person, audit: Audit) -> list[Conflict]:
    """The hard conflicts, and the soft ones for which the lead gave no reason yet, in the part that they have in it."""
    return ConflictChecker([audit]).unaccepted(person, audit, part_of(person, audit))


def stakes_of(person: Person, audit: Audit) -> list[Conflict]:
    """What keeps somebody from deciding about an audit that they neither audit nor moderate: all that would keep a moderator from it."""
    return [] if person.is_system else ConflictChecker([audit]).unaccepted(person, audit, Part.MODERATOR)


def why_not_free(person: Person, audit: Audit) -> str:
    """In words, for a lead whom only their own part in this audit keeps from it."""
    return " ".join(["Only a QA lead who has no part or interest in it does this.", *(each.sentence for each in stakes_of(person, audit))])
