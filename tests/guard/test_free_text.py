"""What the guard on free text takes for an identity, and what it leaves alone."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.guard.free_text import A_NAME, BIRTH, GRADE, NHS_NUMBER, PHONE, POSTCODE, finds_in

ON = datetime.date(2023, 6, 14)
GRADES = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate", "Requires improvement", "RI"]


def found(text: str, **more) -> list[tuple[str, str]]:
    return [(find.kind, find.text) for find in finds_in(text, written_on=ON, **more)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The visit to Jayden Smith was short.", A_NAME, "Jayden Smith"),
        ("Jayden Smith told his worker that he is happy.", A_NAME, "Jayden Smith"),
        ("His aunt, Mary-Jane O’Connor, was seen.", A_NAME, "Mary-Jane O’Connor"),
        ("Mrs Kowalczyk rang on Tuesday.", A_NAME, "Mrs Kowalczyk"),
        # The NHS Data Dictionary's own example of a valid number.
        ("His number 943 476 5919 stands in the record.", NHS_NUMBER, "943 476 5919"),
        ("They moved to PR8 1AA in May.", POSTCODE, "PR8 1AA"),
        ("They moved to sw1a 2aa in May.", POSTCODE, "sw1a 2aa"),
        # Ofcom keeps these numbers for drama, so they are nobody's.
        ("Ring her on 07700 900123 first.", PHONE, "07700 900123"),
        ("Ring her on +44 20 7946 0018 first.", PHONE, "+44 20 7946 0018"),
        ("Born on 3 April 2012, she lives with her aunt.", BIRTH, "3 April 2012"),
        ("DOB 3/4/12.", BIRTH, "3/4/12"),
        ("Her birthday 2021-12-01 is coming.", BIRTH, "2021-12-01"),
    ],
)
def test_an_identity_is_found(text, kind, words):
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The Social Worker saw the child alone. Direct Work was used.",
        "After the Child Protection Conference the Core Group met at Elm Team’s office.",
        "On Monday 5 June 2023 the plan was reviewed; the visit of 3/4/2023 was late.",
        "Mum said that Dad rings each week.\nThe Police were told.",
        "CAMHS and the IRO agreed. Year 7 begins on the 1st of September.",
        "See C-20417, MB-123456, and the 1234567890 of the case system.",
        "Three visits in Y7 2nd term; 14 of 20 were seen alone.",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert found(text, vocabulary=["Elm Team"]) == []


def test_words_of_the_council_are_no_names():
    assert found("It moved from Locality Coast.") == [(A_NAME, "Locality Coast")]
    assert found("It moved from Locality Coast.", vocabulary=["Locality Coast"]) == []


@pytest.mark.parametrize("text", ["It is RI because no plan was made.", "This is Good.", "Practice is inadequate here."])
def test_a_grade_in_the_words_of_a_blind_month_is_found(text):
    assert [kind for kind, _ in found(text, grades=GRADES)] == [GRADE]
    assert found(text) == []


@pytest.mark.parametrize("text", ["Good visits were made.", "Two actions are outstanding.", "A good plan."])
def test_ordinary_use_of_a_grades_word_is_left_alone(text):
    assert found(text, grades=GRADES) == []


def test_each_find_stands_in_its_sentence():
    (find,) = finds_in("All well. The visit to Jayden Smith was short! Then more.", written_on=ON)

    assert (find.before, find.after) == ("The visit to ", " was short!")


@given(st.text())
def test_any_text_is_read_and_every_find_stands_in_it(text):
    for find in finds_in(text, written_on=ON, grades=GRADES):
        assert find.before + find.text + find.after in text
