"""A text becomes a number, a day or a month only where a spreadsheet shows that value as the very same text."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.documents import Month, ShownNumber, in_words, value_in_words


@pytest.mark.parametrize(
    ("text", "stored", "number_format"),
    [
        ("12", "12", "0"),
        ("3,808", "3808", "#,##0"),
        ("14213", "14213", "0"),
        ("28.40", "28.40", "0.00"),
        ("24.3%", "0.243", "0.0%"),
        ("100%", "1", "0%"),
        ("+13", "13", "+0;-0;0"),
        ("−26", "-26", "0;−0;0"),
        ("-2.5", "-2.5", "0.0"),
        ("12 working days", "12", '0" working days"'),
        ("0", "0", "0"),
    ],
)
def test_a_text_that_is_one_number_is_that_number_with_its_format(text, stored, number_format):
    value = value_in_words(text)

    assert isinstance(value, ShownNumber)
    assert (value.stored, value.number_format, value.words) == (Decimal(stored), number_format, text)


@pytest.mark.parametrize(("text", "value"), [("June 2023", Month(date(2023, 6, 1))), ("3 July 2023", date(2023, 7, 3))])
def test_months_and_days_are_values_too(text, value):
    assert value_in_words(text) == value


TEXTS = [
    "12 (34.3%)",
    "52% to 79%",
    "–",
    "",
    "under 5",
    "5 or more",
    "12 million",
    "007",
    "−0",
    "2023/24",
    "1,23",
    "=1+1",
    "03 July 2023",
    "1" * 16,
]


@pytest.mark.parametrize("text", [*TEXTS, "june 2023", "12 %", " 12", "+0", "1e5", "٣", "1.", ".5", "12\n"])
def test_what_a_spreadsheet_would_show_otherwise_stays_text(text):
    assert value_in_words(text) == text


numbers = st.from_regex(r"[+\-−]?[0-9]{1,3}(,[0-9]{3}){0,2}(\.[0-9]{1,3})?(%| days?)?", fullmatch=True)


@given(st.one_of(st.text(max_size=20), numbers))
def test_the_value_always_says_the_text(text):
    value = value_in_words(text)

    assert in_words(value) == text
    if isinstance(value, ShownNumber):
        assert value.stored == Decimal(text.replace(",", "").replace("−", "-").split(" ")[0].rstrip("%")) / (100 if "%" in text else 1)
