"""What a service says when it cannot do what was asked; each reads as a sentence."""

from django.core.exceptions import ValidationError

from audits.conflicts import Conflict, unaccepted_conflicts
from audits.models import Audit
from foundation.accounts.models import Person


class StaleState(ValidationError):
    """Somebody else moved the audit first."""


class Incomplete(ValidationError):
    """Something must be filled in first; `missing` maps a place (“overall”, a domain's id…) to a sentence."""

    def __init__(self, missing: dict[str, str]):
        self.missing = missing
        super().__init__(list(missing.values()))


class ConflictOfInterest(ValidationError):
    """The person may not judge this record, or the lead must give a reason first."""

    def __init__(self, conflicts: list[Conflict]):
        self.conflicts = conflicts
        super().__init__([conflict.sentence for conflict in conflicts])


def require_no_conflict(person: Person, audit: Audit) -> None:
    """Raise ConflictOfInterest unless `person` may judge this record: no hard conflict, and a reason for each soft one."""
    if conflicts := unaccepted_conflicts(person, audit):
        raise ConflictOfInterest(conflicts)
