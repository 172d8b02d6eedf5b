"""What a service of audits says when it cannot do what was asked, beside what `foundation.errors` says everywhere."""

from django.core.exceptions import ValidationError

from audits.calculations.version_tokens import Lines, version_token
from audits.conflicts import Conflict, unaccepted_conflicts
from audits.models import Audit, Cycle
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.errors import StaleState


class ChangedMeanwhile(ValidationError):
    """The section holds other answers than those the writer began from: `theirs` are stored, `mine` were given."""

    def __init__(self, *, actor: Person, theirs: Lines, mine: Lines, entry: Entry | None):
        self.theirs, self.mine, self.seen = theirs, mine, version_token(theirs)
        self.at = entry.moment if entry else None
        own = entry is not None and entry.actor_id == actor.pk
        self.by = "you, in another window" if own else str(entry.actor) if entry else "somebody else"
        super().__init__("This section was changed in another window while you were writing. Both versions are shown: nothing is lost.")


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
