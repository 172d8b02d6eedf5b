"""Names are found, and put in order, alike on both databases: by one fold, of which both must make the same."""

import pytest
from django.db.models import CharField, Q, TextField, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.accounts.models import Person
from foundation.lookups.folding import Folded, holding_words
from foundation.names import folded, words_of
from tests.shares import examples

pytestmark = [pytest.mark.both, pytest.mark.django_db]

# In the order in which a reader expects them.
IN_ORDER = [
    "adam",
    "Ærin",
    "Ångström",
    "Mia O’Adair",
    "mia oakes",
    "Mia O'Brien",
    "Zoe\u0308 Abara",
    "ZOË BELL",
    "zoe clark",
    "Ωmega",
    "Жанна",
]
LETTERS = "aZéÉe\u0301ëøØłŁđæÆßœıİς ΣЖжЁё'’ʼ´-–\u00ad\u200bﬁＡ\u00a0ŉ%_\\"


def fold_of_the_database(text: str) -> str:
    someone = Person.objects.filter(is_system=True).annotate(fold=Folded(Value(text, output_field=CharField()))).order_by()
    return someone.values_list("fold", flat=True)[0]


@pytest.fixture(autouse=True)
def _somebody(db):
    Person.objects.system()


@given(text=st.text(alphabet=LETTERS, max_size=12) | st.text(st.characters(max_codepoint=0x24F, exclude_characters="\0")))
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_folds_as_python_does(text):
    assert fold_of_the_database(text) == folded(text)


def test_people_stand_in_the_order_of_the_alphabet_whatever_their_letters():
    for name in reversed(IN_ORDER):
        Person.objects.create(name=name)

    assert [person.name for person in Person.objects.filter(is_system=False)] == IN_ORDER


@pytest.mark.parametrize("typed", ["zoe", "ZOË", "Zoe\u0308", "o'neill", "O’NEILL", "o neill", "oneill-lloyd"])
def test_a_name_is_found_however_it_is_typed(typed):
    Person.objects.create(name="Zoë O’Neill–Lloyd")

    assert Person.objects.filter(name__finds=typed).exists() is (typed != "o neill")
    assert Person.objects.filter(holding_words(typed, "name")).exists()


def test_what_is_kept_as_it_is_compared_is_put_in_the_order_of_its_letters_numbers():
    keys = ["", "A-2", "a 1", "a-10", "a-2", "ab", "b_1", "é-1"]
    for key in reversed(keys):
        Person.objects.create(name=key)
    people = Person.objects.filter(is_system=False)

    assert list(people.order_by("name__in_order").values_list("name", flat=True)) == sorted(keys)
    assert list(people.order_by("-name__in_order").values_list("name", flat=True)) == sorted(keys, reverse=True)


@pytest.mark.parametrize("typed", ["%", "_", "\\", "a%b"])
def test_signs_that_a_database_reads_as_patterns_are_signs(typed):
    Person.objects.create(name="Zoë Abara")

    assert not Person.objects.filter(name__finds=typed).exists()


WRITTEN = [
    "Asked Ms O’Neill.",
    "asked ms ONEILL",
    "Zoe\u0308 rang; Zoë came",
    "the McO'Neill file",
    "A café–crèche, re‑audit (50%)",
    "Strauß",
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("o'neill", [0, 1]),
        ("zoe", [2]),
        ("ZOË came", [2]),
        ("creche re-audit", [4]),
        ("strauss", [5]),
        ("neill", [0, 3]),
        ("cneill", []),
    ],
)
def test_a_long_text_is_found_by_the_beginnings_of_its_words(typed, found):
    for at, text in enumerate(WRITTEN):
        someone = Person.objects.filter(is_system=True).annotate(said=Value(text, output_field=TextField()))
        mentioning = [Q(said__mentions=word) for word in words_of(typed)]
        assert someone.filter(*mentioning).exists() == (at in found), text
