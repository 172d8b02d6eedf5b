"""Conflicts of interest: judged at allocation, on submission and at moderation, through whichever door."""

from dataclasses import dataclass

from foundation.accounts.models import Person
from foundation.accounts.queries import manages

from .enums import HARD_CONFLICTS, ConflictKind
from .models import Audit, SampledRecord

SENTENCES = {
    ConflictKind.OWN_WORK: "is the allocated worker: nobody audits or moderates their own work.",
    ConflictKind.LINE_OF_MANAGEMENT: "is in this worker’s or team’s line of management.",
    ConflictKind.OWN_AUDIT: "is the auditor: nobody moderates their own audit.",
    ConflictKind.OWN_TEAM: "belongs to the same team.",
    ConflictKind.PAST_INVOLVEMENT: "worked with this child before.",
    ConflictKind.PREVIOUS_AUDITOR: "audited this child before.",
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


def conflicts_of(person: Person, audit: Audit) -> list[Conflict]:
    """Every conflict between `person` and the record of `audit`, in the part that they have in it; hard ones first."""
    worker, team = audit.allocated_worker, audit.team
    earlier = Audit.objects.filter(case_id=audit.case_id).exclude(pk=audit.pk)
    moderates = audit.moderator_id == person.pk
    found = {
        ConflictKind.OWN_WORK: worker == person,
        ConflictKind.LINE_OF_MANAGEMENT: manages(person, worker=worker, team=team),
        ConflictKind.OWN_AUDIT: moderates and audit.auditor_id == person.pk,
        ConflictKind.OWN_TEAM: team is not None and person.team_id == team.pk,
        ConflictKind.PAST_INVOLVEMENT: earlier.filter(allocated_worker=person).exists() or _is_listed_as_worker(person, audit),
        ConflictKind.PREVIOUS_AUDITOR: not moderates and earlier.filter(auditor=person).exists(),
    }
    return [Conflict(kind, person) for kind, is_so in found.items() if is_so]


def _is_listed_as_worker(person: Person, audit: Audit) -> bool:
    """Whether a list of records ever named `person` as the child's worker, then or before: hardly any export says so otherwise."""
    names = {person.name.casefold(), (person.email or person.name).casefold()}
    lists = SampledRecord.objects.filter(case_id=audit.case_id).values_list("values", flat=True)
    listed = (name for values in lists for name in [values.get("worker", ""), *values.get("past workers", "").split(";")])
    return any(name.strip().casefold() in names for name in listed)


def unaccepted_conflicts(person: Person, audit: Audit) -> list[Conflict]:
    """The hard conflicts, and the soft ones for which the lead gave no reason yet."""
    accepted = set(audit.overrides.filter(person=person).values_list("conflict", flat=True)) if audit.pk else set()
    return [conflict for conflict in conflicts_of(person, audit) if conflict.is_hard or conflict.kind not in accepted]
