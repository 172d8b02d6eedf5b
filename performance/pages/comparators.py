"""Words beside a comparator: how old it is, what it is an average of, whose it is and of which year."""

import datetime

from foundation.council.months import month_name
from performance.enums import Series
from performance.queries.comparators import age_in_months
from performance.queries.figures import Neighbours


def average_of(by: str, n: int) -> str:
    """“mean of 10”, “median of 9”: no average is shown without its method and how many it is of."""
    return f"{by} of {n}"


def age_words(speaks_of: datetime.date, month: datetime.date) -> str:
    """“16 months old”; a year that ends after `month` is not old."""
    age = age_in_months(speaks_of, month)
    if age < 0:
        return f"later than {month_name(month)}"
    return f"{age} month{'' if age == 1 else 's'} old"


def neighbours_where(held: Neighbours) -> str:
    """Whose the statistical neighbours' figure is and of which year."""
    if held.average:
        return f"published {held.average.month.year}, {average_of(held.average.by, held.average.n)}"
    return f"{_table(held)}, {held.year or 'year not given'}"


def neighbours_aside(held: Neighbours) -> str:
    """What a sentence adds to an average, so that nobody takes it for a figure that the table quotes; else nothing."""
    return f" ({neighbours_where(held)})" if held.average else ""


def neighbours_source(held: Neighbours) -> str:
    """A sentence that no figure of unknown year goes without."""
    if held.quoted_instead:
        return f"The {_table(held)} quotes {held.quoted_instead} and does not say of which year."
    return "" if held.average else f"The statistical neighbours’ {held.text}: {neighbours_where(held)}."


def _table(held: Neighbours) -> str:
    return Series(held.series).label.lower()
