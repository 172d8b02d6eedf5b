"""Words in long texts: found in every spelling."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.names import fold, folded
from foundation.names.folding import ACCENTS, LETTERS, PAIRS, SIGNS
from foundation.names.mentions import mentions

pytestmark = pytest.mark.once


def folded_the_long_way(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(str.maketrans(SIGNS)))
    bare = "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f")
    return bare.lower().translate(str.maketrans({**LETTERS, **PAIRS}))


@given(st.text(alphabet="aZé e\u0301Øß'’‘`´-–—‑“”.,£…\u00ad1", max_size=30))
def test_the_short_way_of_folding_comes_to_the_same(text):
    assert ACCENTS == "\u0300-\u036f"
    assert fold(text) == folded_the_long_way(text)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Asked Ms O’Neill about it.", "oneill"),
        ("Asked Ms ONeill about it.", "o'neill"),
        ("Zoe\u0308’s mother came.", "zoë"),
        ("ŁUKASZ rang", "lukasz"),
        ("a cafe–crèche", "creche"),
        ("the child's plan", "childs"),
        ("re‑audit due", "re-audit"),
        ("Ærin and Strauß", "strauss"),
    ],
)
def test_a_word_is_found_in_any_spelling(text, typed):
    assert mentions(text, folded(typed))


def test_a_word_is_found_by_its_beginning_and_not_by_its_middle():
    assert mentions("Supervision was late", "superv")
    assert not mentions("Supervision was late", "vision")
    assert mentions("unseen, then seen", "seen")
