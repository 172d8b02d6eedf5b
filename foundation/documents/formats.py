"""Dates and numbers as people in England write them. Pure functions; `None` is an en dash."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import overload
from zoneinfo import ZoneInfo

NOTHING = "–"

BRITAIN = ZoneInfo("Europe/London")


@overload
def in_britain(value: datetime) -> datetime: ...
@overload
def in_britain(value: date) -> date: ...
def in_britain(value: date) -> date:
    """A moment as clocks and calendars here have it, whatever zone it was stored in; a day, or a time without a zone, as it is."""
    return value.astimezone(BRITAIN) if isinstance(value, datetime) and value.tzinfo else value


def uk_date(value: date | None) -> str:
    """23 June 2023."""
    return NOTHING if value is None else f"{in_britain(value).day} {in_britain(value):%B %Y}"


def short_date(value: date | None) -> str:
    """23 Jun 2023, for a narrow column."""
    return NOTHING if value is None else f"{in_britain(value).day} {in_britain(value):%b %Y}"


def uk_datetime(value: datetime | None) -> str:
    """23 June 2023, 10:42."""
    return NOTHING if value is None else f"{uk_date(value)}, {in_britain(value):%H:%M}"


def month(value: date | None) -> str:
    """June 2023."""
    return NOTHING if value is None else f"{value:%B %Y}"


def number(value: Decimal | float | int | None, places: int = 0) -> str:
    """3,808; halves are rounded away from zero, as people do, not to even."""
    if value is None:
        return NOTHING
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded + 0:,}".replace("-", "−")


def percent(share: Decimal | float | None, places: int = 0) -> str:
    """A share of one as a percentage: 0.714 → 71%."""
    return NOTHING if share is None else f"{number(Decimal(str(share)) * 100, places)}%"
