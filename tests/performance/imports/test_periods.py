"""Months, quarters and financial years as councils name them; each stands at its last month."""

from datetime import date

import pytest

from performance.imports.reading.periods import is_span, parse_period_end

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Q1 2023/24", "2023-06"),
        ("Q2 2023/24", "2023-09"),
        ("Quarter 3 2022-23", "2022-12"),
        ("Q4 22/23", "2023-03"),
        ("2022/23 Q4", "2023-03"),
        ("2022/23", "2023-03"),
        ("2022-23", "2023-03"),
        ("FY 2022/23", "2023-03"),
        ("1999/2000", "2000-03"),
        ("April 2022/23", "2022-04"),
        ("Jan 2022/23", "2023-01"),
        ("2023-06", "2023-06"),
        ("Jun-23", "2023-06"),
        ("01/04/2023", "2023-04"),
        ("2010-11", "2010-11"),
    ],
)
def test_each_is_understood(text, month):
    assert parse_period_end(text) == date.fromisoformat(f"{month}-01")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Q1 2023", "Say which year’s quarter it is"),
        ("2022/24", "2022 and 24 do not follow each other"),
        ("Year to date", "This should be a month"),
        ("Q5 2023/24", "This should be a month"),
        ("", "Enter a month"),
    ],
)
def test_what_cannot_be_one_says_why(text, says):
    with pytest.raises(ValueError, match=says):
        parse_period_end(text)


def test_a_month_is_no_longer_period():
    assert [is_span(text) for text in ("Q1 2023/24", "2022/23", "2023-06", "Jun-23")] == [True, True, False, False]
