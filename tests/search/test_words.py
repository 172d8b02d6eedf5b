"""What was typed, and the passage that is quoted."""

import pytest

from foundation.search.asking import Sought, read_search
from foundation.search.words import AROUND, passage_of, terms_of, words_in

pytestmark = pytest.mark.once
CALLED = {"audit": "audits", "audits": "audits", "aud": "audits", "action": "actions", "act": "actions", "dip sample": "studies"}
RECORDS = {"record": "audits", "case id": "audits", "audit": "audits"}


def read(text: str) -> Sought:
    return read_search(text, CALLED, RECORDS)


@pytest.mark.parametrize("typed", ["Action 196", "196 action", "ACT-196", "act196", "action no. 196", "action #196", "“Action 196”,"])
def test_a_number_is_read_with_what_it_is_the_number_of(typed):
    assert read(typed) == Sought(only="actions", number=196)


@pytest.mark.parametrize("typed", ["196", "#196", "no. 196", "№ 196"])
def test_a_number_alone_may_be_anything_s(typed):
    assert (read(typed).only, read(typed).number, read(typed).terms) == ("", 196, ())


def test_other_words_are_words():
    assert read("Dip sample 4") == Sought(only="studies", number=4)
    assert read("record C-204") == Sought(only="audits", case="c-204")
    assert read("audit C-204").case == "c-204"
    assert (read("action plan").only, [term.words for term in read("action plan").terms]) == ("", [("action",), ("plan",)])
    assert (read("record keeping").case, read("active").only) == ("record keeping", "")


def test_words_are_the_same_in_every_writing():
    written = "Asked Ms O’Neill – re‑audit (50%), Zoë’s ﬁle_2."
    assert " ".join(words_in(written)) == "asked ms oneill re audit 50 zoes file 2"


def test_words_in_quotation_marks_are_together_and_others_begin_so():
    (quoted, plan, cp) = terms_of("“child protection” plans CP")
    assert (quoted.words, quoted.is_whole, plan.beginnings, cp.is_whole) == (("child", "protection"), True, ("plans", "plan"), True)
    assert terms_of("a") == terms_of("“”") == terms_of("- & !") == ()


@pytest.mark.parametrize(
    ("word", "also"),
    [
        ("families", "family"),
        ("family", "families"),
        ("churches", "church"),
        ("notes", "note"),
        ("process", None),
        ("crisis", None),
        ("day", None),
    ],
)
def test_a_plural_finds_the_singular_and_no_more_is_done_about_endings(word, also):
    (term,) = terms_of(word)
    assert term.beginnings == ((word, also) if also else (word,))


def test_every_word_is_marked_in_the_passage_as_it_was_written():
    passage = passage_of("They saw  Zoë O’Neill’s plan,\nthe plans of Łódź.", terms_of("zoe oneill plan lodz"))
    assert passage.found == ["Zoë", "O’Neill’s", "plan", "plans", "Łódź"]
    assert "".join(piece.text for piece in passage.pieces) == "They saw Zoë O’Neill’s plan, the plans of Łódź."


def test_of_a_long_text_the_part_with_the_words_is_quoted():
    passage = passage_of("begin " + "word " * 60 + "chronology " + "more " * 60, terms_of("chronology"))
    text = "".join(piece.text for piece in passage.pieces)
    assert (text[:6], text[-6:], passage.found) == ("… word", "more …", ["chronology"])
    assert len(text) < 2 * AROUND + 20


def test_a_text_without_the_words_is_quoted_from_its_beginning():
    assert [piece.text for piece in passage_of("Nothing here.", terms_of("zebra")).pieces] == ["Nothing here."]
