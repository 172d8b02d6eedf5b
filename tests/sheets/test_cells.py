from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.sheets import MISSING, ParsedFigure, clean_paragraphs, clean_text, parse_figure, parse_month, parse_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("\N{NO-BREAK SPACE}Good \N{NO-BREAK SPACE} enough\n", "Good enough"),
        (14013.0, "14013"),
        (28.4, "28.4"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (None, ""),
        (date(2023, 6, 1), "2023-06-01"),
    ],
)
def test_text_is_what_the_spreadsheet_shows(value, text):
    assert clean_text(value) == text


def test_paragraphs_keep_their_line_breaks():
    assert clean_paragraphs(" one  two \r\n\r\nthree\n") == "one two\n\nthree"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1,234", 1234), ("14,013,000.5", Decimal("14013000.5")), ("28.4", Decimal("28.4")), (" 7 ", 7), ("-3", -3), (".5", Decimal("0.5")),
        ("\N{MINUS SIGN}3", -3), ("12%", 12), ("12 %", 12), (14013.0, 14013), (66.5, Decimal("66.5")), (0.1 + 0.2, Decimal("0.3")), (0, 0),
    ],
)  # fmt: skip
def test_numbers_are_read_as_councils_write_them(value, number):
    assert parse_number(value) == number


@pytest.mark.parametrize("value", ["", "  ", "NA", "n/a", "N/A", "-", "\N{EN DASH}", None, "\N{NO-BREAK SPACE}"])
def test_what_says_there_is_no_figure_is_missing(value):
    assert parse_number(value) is MISSING


def test_a_percent_sign_is_remembered():
    assert parse_figure("12%") == ParsedFigure(Decimal(12), percent=True)
    assert parse_figure("12") == ParsedFigure(Decimal(12), percent=False)


@pytest.mark.parametrize("value", ["many", "12,34", "1.2.3", "12%%", "%", "1e5", "nan", "infinity", "٣", "+", True, date(2023, 6, 1)])
def test_what_is_no_number_gets_a_sentence(value):
    with pytest.raises(ValueError, match="This should be a number"):
        parse_number(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_written_with_thousands_separated_is_read_back(number):
    assert parse_number(f"{number:,f}") == number


@pytest.mark.parametrize(
    "value",
    [
        "2023-06", "2023-6", "June 2023", "june  2023", "Jun-23", "Jun 2023", "Jun. 2023", "01/06/2023", "1/6/2023", "30.06.2023",
        "06/2023", "2023/06", "2023-06-15", "2023-06-01T00:00:00", "23 June 2023", "1st June 2023", "June\N{NO-BREAK SPACE}2023", "Jun'23",
        date(2023, 6, 30), datetime(2023, 6, 30, 12, 0),
    ],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(value):
    assert parse_month(value) == date(2023, 6, 1)


@pytest.mark.parametrize("value", ["2023-13", "Juno 2023", "31/02/2023", "06/13/2023", "2023", "June", 45078, 0.5, "0000-06"])
def test_what_is_no_month_gets_a_sentence(value):
    with pytest.raises(ValueError, match="This should be a month, such as 2023-06 or June 2023."):
        parse_month(value)


@pytest.mark.parametrize("value", ["Sep 2023", "Sept 2023", "September 2023"])
def test_september_has_two_short_names(value):
    assert parse_month(value) == date(2023, 9, 1)


def test_a_blank_month_is_asked_for():
    with pytest.raises(ValueError, match="Enter a month"):
        parse_month(" ")


@pytest.mark.parametrize("unseen", ["\x00", "\x07", "\x7f", "\N{LEFT-TO-RIGHT MARK}", "\N{ZERO WIDTH SPACE}", "\uffff"])
def test_what_nobody_sees_is_no_part_of_a_text(unseen):
    assert clean_text(f"Elm{unseen} Team{unseen}") == "Elm Team"
