"""Which months lie before an event and which after it: none is on both sides, and the event's own are on neither."""

import datetime
from dataclasses import dataclass

from foundation.council.months import add_months, first_of

# As many on either side, at most.
MONTHS_A_SIDE = 12


@dataclass(frozen=True)
class ImpactWindow:
    """Months before the first day of an event and after its last, as far as the month of the day `on`."""

    first_day: datetime.date
    last_day: datetime.date
    on: datetime.date

    @property
    def before(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last month before."""
        month = first_of(self.first_day)
        return add_months(month, -MONTHS_A_SIDE), add_months(month, -1)

    @property
    def after(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last month after; None where none has begun."""
        first = add_months(first_of(self.last_day), 1)
        last = min(add_months(first, MONTHS_A_SIDE - 1), first_of(self.on))
        return (first, last) if first <= last else None

    @property
    def ends(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last month of the whole timeline."""
        return self.before[0], self.after[1] if self.after else first_of(self.last_day)
