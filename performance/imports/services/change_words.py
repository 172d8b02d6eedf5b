"""A figure and how it changes, in the cells of the check page."""

import datetime
from decimal import Decimal

from foundation.council.months import add_months, month_name
from performance.queries.figures import as_given

from .outcomes import Before


def figure_or_mark(value: Decimal | None, mark: str) -> str:
    return mark if value is None else as_given(value)


def moved(was: Decimal | None, now: Decimal | None) -> str:
    """By how much a figure changes, with its sign; empty where one of the two is none."""
    if was is None or now is None:
        return ""
    change = now - was
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{as_given(abs(change))}"


def figure_before(was: Before | None, month: datetime.date) -> str:
    """The figure before; with its month where that is not the month before."""
    if was is None:
        return ""
    return as_given(was.value) if was.month == add_months(month, -1) else f"{as_given(was.value)} ({month_name(was.month)})"
