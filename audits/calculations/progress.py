"""Where a month stands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Counts of one month's audits. `audits` leaves out withdrawn records; `expected` is None where nobody said."""

    expected: int | None
    audits: int
    submitted: int
    finished: int

    @property
    def state(self) -> str:
        if not self.audits:
            return "Planned"
        if self.submitted < self.audits:
            return "Auditing"
        return "Moderating" if self.finished < self.audits else "Complete"

    @property
    def aim(self) -> int:
        """What the submitted audits are measured against: what was expected, or else the records that were added."""
        return self.audits if self.expected is None else self.expected

    @property
    def words(self) -> str:
        wanted = "in the month" if self.expected is None else "expected"
        return f"{self.submitted} of {self.aim} {wanted} submitted"
