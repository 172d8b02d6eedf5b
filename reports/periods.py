"""The periods that a report is usually on, by name. Plain values."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from foundation.council.months import add_months, month_code, period_name

# The financial year begins in April, and with it the quarters.
APRIL, QUARTER, YEAR = 4, 3, 12


@dataclass(frozen=True)
class Period:
    """Whole months, with what they are called: “Quarter”."""

    name: str
    first: datetime.date
    last: datetime.date

    @property
    def code(self) -> str:
        """“2023-06-to-2023-07”, for one month too."""
        return f"{month_code(self.first)}-to-{month_code(self.last)}"

    @property
    def label(self) -> str:
        return f"{self.name}: {period_name(self.first, self.last)}"


def usual_periods(latest: datetime.date, since: datetime.date, but: Collection[tuple[datetime.date, datetime.date]] = ()) -> list[Period]:
    """Those that end with the month `latest` or before it, each once and none `but` has; `since` is where the last report's ended."""
    found: dict[tuple[datetime.date, datetime.date], Period] = {}
    for each in _periods(latest, since):
        if (each.first, each.last) not in but:
            found.setdefault((each.first, each.last), each)
    return list(found.values())


def _periods(latest: datetime.date, since: datetime.date) -> Iterator[Period]:
    yield Period("Since the last report", since, max(since, latest))
    yield Period("One month", latest, latest)
    yield Period("Two months", add_months(latest, -1), latest)
    quarter = _last_end(latest, QUARTER)
    yield Period("Latest full quarter", add_months(quarter, 1 - QUARTER), quarter)
    yield Period("Financial year to date", financial_year_of(latest), latest)
    year = _last_end(latest, YEAR)
    yield Period("Latest full financial year", add_months(year, 1 - YEAR), year)


def financial_year_of(month: datetime.date) -> datetime.date:
    """The April with which the year of `month` began."""
    return month.replace(year=month.year - (month.month < APRIL), month=APRIL)


def _last_end(latest: datetime.date, months: int) -> datetime.date:
    """The latest month, not after `latest`, with which so many months from an April end."""
    begun = (latest.month - APRIL) % YEAR + 1
    return add_months(latest, -(begun % months))
