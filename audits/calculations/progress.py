"""Where a month stands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Counts of one month's audits. `audits` leaves out withdrawn records; `expected` is None where nobody said."""

    expected: int | None
    audits: int
    submitted: int
    finished: int
    exempted: int = 0

    @property
    def state(self) -> str:
        if not self.audits:
            return "Planned"
        if self.submitted < self.audits:
            return "Auditing"
        return "Moderating" if self.finished < self.audits else "Complete"

    @property
    def aim(self) -> int:
        """What the submitted audits are measured against: what was expected but for exemptions, or else the records that were added."""
        return self.audits if self.expected is None else max(self.expected - self.exempted, 0)

    @property
    def words(self) -> str:
        wanted = "in the month" if self.expected is None else "expected"
        exempt = f" ({self.expected} planned, {self.exempted} exempt)" if self.expected and self.exempted else ""
        return f"{self.submitted} of {self.aim} {wanted} submitted{exempt}"
