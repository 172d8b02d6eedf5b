"""The index says of all texts at once what reading each of them slowly says, on both databases; and it follows what is stored."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.models import Action
from actions.pages.searching import ACTION_TEXTS
from actions.services import raise_action
from foundation.names import fold
from foundation.search.asking import Sought
from foundation.search.kinds import sources
from foundation.search.matching import looked_up, rows_with
from foundation.search.models import IndexedText, IndexedUpTo, IndexedWord
from foundation.search.services import catch_up, count_differing, follow_trail, mend_index, rebuild_index
from foundation.search.words import terms_of
from tests.shares import examples

pytestmark = [pytest.mark.both, pytest.mark.django_db]

WHY = ACTION_TEXTS[1]
DAY = datetime.date(2040, 8, 1)
# Words that share their beginnings, whose plurals are others' beginnings, and what databases read otherwise.
WORDS = [
    *("plan", "plans", "planned", "family", "families", "church", "churches", "process", "no", "note", "cp", "CP", "x"),
    *("Zoë", "zoe", "O’Neill", "oneill", "re-audit", "audit", "Straße", "Łódź", "œuvre", "1e5", "0x1f", "12", "123", "3.5", "50%"),
    *(
        "and",
        "OR",
        "NOT",
        "near",
        "*",
        "^plan",
        "a:b",
        "'",
        '"',
        "&",
        "|",
        "!",
        "\\",
        "<->",
        "Жёны",
        "ﬁnance",
        "½",
        "नमस्ते",
        "日本",
        "plan" * 30,
    ),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
ASKED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
SPOKEN = st.one_of(ASKED, ASKED.map(lambda words: f"“{words}”"), st.tuples(ASKED, ASKED).map(lambda two: f'{two[0]} "{two[1]}"'))


def slowly(asked: str, text: str) -> bool:
    """Written apart from what is tested: letter by letter, without an index or a pattern."""
    pieces = asked.replace("“", '"').replace("”", '"').split('"')
    loose, whole = " ".join(pieces[0::2]), pieces[1::2]
    if len(pieces) % 2 == 0:
        loose, whole = loose + " " + pieces[-1], whole[:-1]
    words = parted(text)
    phrases = [phrase for each in whole if (phrase := parted(each))]
    one_by_one = parted(loose)
    if not any(len(word) > 1 for word in [*one_by_one, *(word for phrase in phrases for word in phrase)]):
        return False
    together = all(f" {' '.join(phrase)} " in f" {' '.join(words)} " for phrase in phrases)
    return together and all(any(is_like(word, other) for other in words) for word in one_by_one)


def parted(text: str) -> list[str]:
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return [word[:60] for word in letters.split()]


def is_like(word: str, other: str) -> bool:
    if len(word) < 3:
        return other == word
    also = {"plans": "plan", "families": "family", "family": "families", "churches": "church"}.get(word, word)
    return other.startswith((word, also))


@given(texts=st.lists(TEXTS, min_size=1, max_size=6), asked=st.lists(SPOKEN, min_size=1, max_size=8))
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_index_finds_what_reading_slowly_finds(lead, texts, asked):
    Action.objects.all().delete()
    Action.objects.bulk_create(
        Action(number=at, what="Do it", why=text, due=DAY, first_due=DAY, raised_on=DAY, raised_by=lead.person)
        for at, text in enumerate(texts, start=1)
    )
    rebuild_index()

    for words in asked:
        sought = looked_up(Sought(terms=terms_of(words)))
        asked_of = [sought.terms, terms_of(words)] if sought.terms else []
        expected = [at for at, text in enumerate(texts, start=1) if slowly(words, text)]
        assert [sorted(rows_with(WHY, terms).values_list("pk", flat=True)) for terms in asked_of] == [expected] * len(asked_of)
        assert (WHY.number in sought.within) == bool(expected)


def act(lead, what="Invite the aunts", **given):
    return raise_action(actor=lead.person, what=what, why="Agreed.", owner=lead.person, due=DAY, **given)


def has(word: str) -> bool:
    return IndexedText.objects.filter(words__contains=word).exists()


def test_a_search_follows_the_trail_and_nothing_else(lead):
    rebuild_index()
    action = act(lead)

    assert (has("aunts"), follow_trail(), has("aunts")) == (False, True, True)
    Action.objects.filter(pk=action.pk).update(what="Invite the uncles")
    follow_trail()
    assert has("uncles")  # its entry is younger than a minute, so what belongs to it is read again
    assert count_differing() == 0


def test_what_is_deleted_leaves_the_index_too(lead):
    day = {"due": DAY, "first_due": DAY, "raised_on": DAY}
    action = Action.objects.create(what="Invite the aunts", why="Agreed.", raised_by=lead.person, **day)
    rebuild_index()
    assert has("aunts")
    Action.objects.filter(pk=action.pk).delete()

    assert count_differing() == 2
    assert (mend_index(), has("aunts"), count_differing()) == (2, False, 0)
    assert not IndexedWord.objects.filter(word="aunts").exists()
    assert list(rows_with(ACTION_TEXTS[0], terms_of("aunts"))) == []


def test_more_than_can_be_followed_while_somebody_waits_is_left_to_the_night(lead):
    rebuild_index()
    for at in range(3):
        act(lead, f"Step {at} beforehand")

    assert (follow_trail(most=2), has("beforehand")) == (False, False)
    assert (mend_index() == 6, has("beforehand"), count_differing()) == (True, True, 0)


@pytest.mark.parametrize("make", [mend_index, catch_up])
def test_an_index_that_was_never_made_is_made_in_the_background(lead, make):
    IndexedUpTo.objects.all().delete()
    act(lead)

    assert (follow_trail(), has("aunts")) == (False, False)
    make()
    assert (follow_trail(), has("aunts"), count_differing()) == (True, True, 0)


def test_texts_of_a_source_that_no_app_names_any_more_are_forgotten():
    rebuild_index()
    IndexedText.objects.create(number=1, thing="1", words="left over")
    before = count_differing()

    assert (before, mend_index(), has("left over")) == (1, 1, False)


def test_the_command_makes_it_again_and_says_where_it_differs(lead, capsys):
    act(lead)
    call_command("rebuild_search")
    call_command("rebuild_search", "--check")
    assert capsys.readouterr().out.splitlines()[-1] == "The index is as the texts are."

    Action.objects.update(why="The grandmother was never asked.")
    with pytest.raises(CommandError, match="^1 texts are not as the index has them"):
        call_command("rebuild_search", "--check")


@pytest.mark.once
def test_each_text_of_what_can_be_found_has_a_number_of_its_own():
    assert len(sources()) > 30
    assert len({source.number for source in sources()}) == len({source.key for source in sources()}) == len(sources())
