"""Words of a record as others may read them: nothing in them says who somebody is."""

import datetime

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from foundation.guard.anonymous_text import anonymous_text, known_words
from tests.shares import examples

ON = datetime.date(2023, 8, 31)
PEOPLE = ["Grace Adeyemi", "O’Neill, Siân", "Lucy Pendleton-Ward"]
WRITTEN = ["the worker visits and their manager was reflective about supervision"] * 2
KNOWN = known_words(people=PEOPLE, case_ids=["D-1", "MB-20417"], written=WRITTEN, vocabulary=["Locality Coast"])


def shown(text: str) -> str:
    return anonymous_text(text, KNOWN, written_on=ON).text


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("The worker visits every week.", "The worker visits every week."),
        (
            "“She rings when she says she will” – a parent about the worker.",
            "“She rings when she says she will” – a parent about the worker.",
        ),
        ("Jayden was not seen alone since March 2023.", "[name] was not seen alone since March 2023."),
        ("Supervision with Jayden’s mother.", "Supervision with [name] mother."),
        ("Ms Adeyemi knew.", "[name] knew."),
        ("Grace and SIAN ONEILL met Lucy.", "[name] and [name] [name] met [name]."),
        ("Seen with JS and the IRO.", "[name] with [name] and the IRO."),
        ("Record d‑1, MB-20417, 20417.", "Record [number], [number], [number]."),
        ("Born 3/4/2012, lives at PR8 1AA, 943 476 5919.", "[name] [date], lives at [place], [number]."),
        ("A visit on 12 May and on 3rd of June 2023.", "A visit on [date] and on [date]."),
        ("April was left at home in May.", "[name] was left at home in May."),
        ("Discussed in Locality Coast.", "[name] in Locality Coast."),
        ("", ""),
    ],
)
def test_what_may_say_who_somebody_is_is_taken_out(text, then):
    assert shown(text) == then


def test_it_says_how_much_was_taken_out():
    assert anonymous_text("Jayden and Mia, 12345.", KNOWN, written_on=ON).taken_out == 3


def test_what_one_writer_alone_wrote_small_may_be_a_name():
    known = known_words(people=[], written=["jayden was seen. jayden smiled.", "the visits"])

    assert anonymous_text("Jayden was seen.", known, written_on=ON).text == "[name] was seen."


@given(st.text(max_size=200), st.sampled_from(["Adeyemi", "Siân", "O’Neill", "Pendleton", "MB-20417"]), st.text(max_size=200))
@settings(max_examples=examples(200), deadline=None)
def test_no_text_is_too_odd_and_a_known_name_never_stays_as_a_word_of_its_own(before, name, after):
    text = shown(f"{before} {name} {after}")

    assert f" {name} " not in f" {text} "
