"""What a service says when it cannot do what was asked; each reads as a sentence."""

from django.core.exceptions import ValidationError

from audits.conflicts import Conflict


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
