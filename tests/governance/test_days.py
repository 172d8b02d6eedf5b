"""The days that the law counts, against a table worked out by hand from the calendars of the years, and against an independent count."""

import datetime

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from foundation.council.working_days import is_working_day
from governance.calculations import (
    RequestDates,
    acknowledgement_due,
    answer_due,
    corresponding_day,
    end_of_financial_year,
    is_stopped,
    kept_until,
    latest_due,
    stopped_days,
    told_of_extension_due,
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def dates(received: str, **others: str | bool) -> RequestDates:
    return RequestDates(day(received), **{name: day(value) if isinstance(value, str) else value for name, value in others.items()})


# What happened, the day by which it is answered, and why.
DUE = [
    (dates("2026-03-03"), "2026-04-07", "3 April is Good Friday, then a weekend and Easter Monday: Tuesday 7 April"),
    (dates("2026-09-03"), "2026-10-05", "3 October is a Saturday"),
    (dates("2026-08-31"), "2026-09-30", "September has no 31st"),
    (dates("2026-01-31"), "2026-03-02", "the last day of February, the 28th, is a Saturday"),
    (dates("2028-01-31"), "2028-02-29", "a leap year"),
    (dates("2026-11-25"), "2026-12-29", "25 December, a Friday; the bank holiday of the 26th is on Monday the 28th"),
    (dates("2026-12-01"), "2027-01-04", "1 January 2027 is a bank holiday, then a weekend"),
    (dates("2026-06-15"), "2026-07-15", "a plain Wednesday"),
    (
        dates("2026-06-15", identity_asked="2026-06-16", identity_received="2026-06-22"),
        "2026-07-22",
        "the month runs from the proof of identity",
    ),
    (dates("2026-06-15", clarification_asked="2026-06-20", clarification_received="2026-06-27"), "2026-07-22", "stopped for seven days"),
    (dates("2026-06-15", clarification_asked="2026-06-20", clarification_received="2026-06-20"), "2026-07-15", "answered the same day"),
    (
        dates(
            "2026-06-01",
            identity_asked="2026-06-02",
            identity_received="2026-06-10",
            clarification_asked="2026-06-05",
            clarification_received="2026-06-12",
        ),
        "2026-07-13",
        "10 June to 10 July; only the two days from 10 to 12 June stop a clock that runs: the 12th, a Sunday",
    ),
    (dates("2026-06-15", is_extended=True), "2026-09-15", "two months more"),
    (dates("2026-11-30", is_extended=True), "2027-03-01", "February has no 30th: the 28th, a Sunday"),
    (
        dates("2026-06-15", is_extended=True, clarification_asked="2026-06-20", clarification_received="2026-06-27"),
        "2026-09-22",
        "and seven days",
    ),
]


@pytest.mark.parametrize(("happened", "due", "why"), DUE, ids=[why for _, _, why in DUE])
def test_a_request_is_answered_by(happened, due, why):
    assert answer_due(happened, is_working_day) == day(due)


def test_while_the_clock_is_stopped_there_is_no_day():
    waits = [
        dates("2026-06-15", identity_asked="2026-06-16"),
        dates("2026-06-15", clarification_asked="2026-06-16"),
    ]

    assert [(is_stopped(each), answer_due(each, is_working_day)) for each in waits] == [(True, None), (True, None)]


def test_an_extension_is_told_within_the_first_month():
    assert told_of_extension_due(dates("2026-01-31", is_extended=True), is_working_day) == day("2026-03-02")


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-06-19", "2026-07-19"), ("2026-01-30", "2026-03-01"), ("2028-01-30", "2028-02-29"), ("2026-12-15", "2027-01-14")],
)
def test_a_complaint_is_acknowledged_within_thirty_days(received, due):
    assert acknowledgement_due(day(received)) == day(due)


DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 12, 31))


@given(DAYS, st.integers(0, 40))
def test_the_corresponding_day_is_that_of_another_library(received, months):
    assert corresponding_day(received, months) == received + relativedelta(months=months)


@given(DAYS, st.integers(0, 60), st.integers(0, 90), st.booleans())
def test_the_due_day_is_the_first_working_day_that_is_late_enough(received, until_asked, waited, extended):
    asked = received + datetime.timedelta(days=until_asked)
    happened = RequestDates(
        received, clarification_asked=asked, clarification_received=asked + datetime.timedelta(days=waited), is_extended=extended
    )
    due = answer_due(happened, is_working_day)

    earliest = received + relativedelta(months=3 if extended else 1) + datetime.timedelta(days=waited)
    assert stopped_days(happened) == waited
    assert due == next(each for each in (earliest + datetime.timedelta(days=count) for count in range(20)) if is_working_day(each))


@pytest.mark.parametrize(
    ("last", "years", "until"),
    [("2023-06-30", 6, "2030-03-31"), ("2024-03-31", 6, "2030-03-31"), ("2024-04-01", 6, "2031-03-31"), ("2023-01-01", 1, "2024-03-31")],
)
def test_what_is_kept_is_kept_until_a_31_march(last, years, until):
    assert kept_until(day(last), years) == day(until)


@given(DAYS, st.integers(1, 30), DAYS)
def test_what_is_due_is_what_is_kept_no_longer(last, years, on):
    assert (last <= latest_due(on, years)) == (kept_until(last, years) < on)
    assert end_of_financial_year(latest_due(on, years)) == latest_due(on, years)
