"""The periods of the regular tables: months, and half-years named by their last month."""

import datetime

from foundation.council.months import add_months, month_name, period_name
from performance.enums import Series
from performance.models import Indicator

WINDOW = 6


def window_name(end: datetime.date) -> str:
    """“August 2022 to January 2023”."""
    return period_name(add_months(end, 1 - WINDOW), end)


def period_of(indicator: Indicator, month: datetime.date) -> str:
    """The period that ends with `month`, as the indicator's table names it."""
    return window_name(month) if indicator.series == Series.HALF_YEARS else month_name(month)


def step_of(indicator: Indicator) -> int:
    """Months from one period of the indicator's table to the next."""
    return WINDOW if indicator.series == Series.HALF_YEARS else 1
