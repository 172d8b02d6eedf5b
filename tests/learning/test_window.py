"""Which months are before an event and which after it."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from foundation.council.months import first_of, months_between
from learning.calculations import MONTHS_A_SIDE, ImpactWindow

DAYS = st.dates(datetime.date(2010, 1, 1), datetime.date(2040, 12, 31))


def test_a_training_in_june_seen_at_the_end_of_august():
    window = ImpactWindow(datetime.date(2023, 6, 19), datetime.date(2023, 6, 19), datetime.date(2023, 8, 31))

    assert window.before == (datetime.date(2022, 6, 1), datetime.date(2023, 5, 1))
    assert window.after == (datetime.date(2023, 7, 1), datetime.date(2023, 8, 1))
    assert window.ends == (datetime.date(2022, 6, 1), datetime.date(2023, 8, 1))


@given(first=DAYS, length=st.integers(0, 40), later=st.integers(0, 900))
def test_no_month_of_the_event_is_on_a_side_and_none_is_on_both(first, length, later):
    last = first + datetime.timedelta(days=length)
    window = ImpactWindow(first, last, first + datetime.timedelta(days=later))
    before = list(months_between(*window.before))
    after = list(months_between(*window.after)) if window.after else []
    own = list(months_between(first_of(first), first_of(last)))

    assert len(before) == MONTHS_A_SIDE >= len(after)
    assert not set(before) & set(after)
    assert not set(own) & {*before, *after}
    assert [*before, *own, *after] == list(months_between(before[0], (after or own)[-1]))
    assert all(month <= first_of(window.on) for month in after)
