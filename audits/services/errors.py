"""What a service of audits says when it cannot do what was asked, beside what `foundation.errors` says everywhere."""

from django.core.exceptions import ValidationError

from audits.conflicts import Conflict, unaccepted_conflicts
from audits.models import Audit, Cycle
from foundation.accounts.models import Person
from foundation.errors import StaleState


class ConflictOfInterest(ValidationError):
    """The person may not judge this record, or the lead must give a reason first."""

    def __init__(self, conflicts: list[Conflict]):
        self.conflicts = conflicts
        super().__init__([conflict.sentence for conflict in conflicts])


def require_no_conflict(person: Person, audit: Audit) -> None:
    """Raise ConflictOfInterest unless `person` may judge this record: no hard conflict, and a reason for each soft one."""
    if conflicts := unaccepted_conflicts(person, audit):
        raise ConflictOfInterest(conflicts)


def require_running(cycle: Cycle) -> None:
    """Raise StaleState while the month is paused: nothing is added to it and nobody is given a part in it."""
    if Cycle.objects.filter(pk=cycle.pk, paused_on__isnull=False).exists():
        raise StaleState(f"{cycle} is paused: nothing is added, allocated or started until the QA lead resumes it.")
