"""Where a month stands."""

from dataclasses import dataclass

from audits.enums import OPENED_AGAIN, SENT_BACK


@dataclass(frozen=True)
class MonthProgressCounts:
    """Counts of one month's audits. `audits` leaves out withdrawn records; `expected` is None where nobody said."""

    expected: int | None
    audits: int
    submitted: int
    finished: int
    exempted: int = 0
    # Of those submitted, how many their auditors have again: sent back, or opened again.
    given_back: int = 0

    @property
    def state(self) -> str:
        if not self.audits:
            return "Planned"
        if self.handed_in < self.audits:
            return "Auditing"
        if self.finished < self.audits:
            return "Moderating"
        return "Audits complete" if self.submitted >= self.aim else "Fewer than expected"

    @property
    def is_agreed(self) -> bool:
        """Every record of the month has its agreed grades."""
        return self.audits > 0 and self.finished >= self.audits

    @property
    def handed_in(self) -> int:
        """Submitted, and not with the auditor again."""
        return self.submitted - self.given_back

    @property
    def given_back_words(self) -> str:
        """What was submitted and is not so now: by the names of the two states that such audits have."""
        return f"{self.given_back} {SENT_BACK.lower()} or {OPENED_AGAIN.lower()}"

    @property
    def aim(self) -> int:
        """What the submitted audits are measured against: what was expected but for exemptions, or else the records that were added."""
        return self.audits if self.expected is None else max(self.expected - self.exempted, 0)

    @property
    def words(self) -> str:
        wanted = "in the month" if self.expected is None else "expected"
        exempt = f" ({self.expected} planned, {self.exempted} exempt)" if self.expected and self.exempted else ""
        back = f", {self.given_back_words}" if self.given_back else ""
        more = f", and {self.handed_in - self.aim} more" if self.handed_in > self.aim else ""
        return f"{min(self.handed_in, self.aim)} of {self.aim} {wanted} submitted{more}{back}{exempt}"
