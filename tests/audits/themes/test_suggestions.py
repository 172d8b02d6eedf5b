"""Which themes the words of a finding suggest: a naive Bayes, held against the one of a well-known library."""

from collections import Counter

import hypothesis.strategies as st
import numpy
import pytest
from hypothesis import given, settings
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from audits.themes.calculations import learn_themes, suggested_themes, telling_words
from demo.themes import CODES, INTO, MERGED, THEMES
from tests.shares import examples

NAMES = {1: "Supervision", 2: "Plans and reviews", 3: "Direct work with children"}
CODED = [
    (1, "Supervision repeats tasks and does not challenge drift."),
    (1, "No supervision is recorded for three months."),
    (2, "The review was late and nobody chased it."),
    (2, "Tasks in the plan have no names or dates."),
    (3, "Sessions were planned and not done."),
]
TEXTS = st.text(max_size=300)


@pytest.fixture(scope="module")
def learnt():
    return learn_themes(NAMES, CODED)


def first(text: str, learnt) -> int | None:
    return next((each.theme for each in suggested_themes(text, learnt)), None)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The manager supervised the worker twice.", 1),
        ("Reviews are held in time.", 2),
        ("Sessions with the child.", 3),
        ("DIRECT WORK", 3),
        ("", None),
        ("1 2 3 …", None),
        ("Zebra.", None),
    ],
)
def test_words_lead_to_the_theme_that_was_coded_with_them(learnt, text, theme):
    assert first(text, learnt) == theme


def test_nothing_is_suggested_where_there_are_no_themes():
    assert suggested_themes("The review was late.", learn_themes({}, CODED)) == []


def test_what_is_coded_to_a_theme_that_is_closed_teaches_nothing():
    assert suggested_themes("Nobody chased it.", learn_themes({1: "Supervision"}, CODED)) == []


@given(
    st.dictionaries(st.integers(1, 8), TEXTS, max_size=8),
    st.lists(st.tuples(st.integers(1, 9), TEXTS), max_size=20),
    TEXTS,
    st.integers(1, 5),
)
@settings(max_examples=examples(100), deadline=None)
def test_any_text_is_taken_and_the_same_is_said_twice(names, coded, text, most):
    learnt = learn_themes(names, coded)
    found = suggested_themes(text, learnt, most)

    assert found == suggested_themes(text, learn_themes(dict(names), list(coded)), most)
    assert len(found) <= most
    assert {each.theme for each in found} <= set(names)
    assert [each.probability for each in found] == sorted((each.probability for each in found), reverse=True)
    assert sum(each.probability for each in found) <= 1 + 1e-9


WORDS = st.lists(st.sampled_from(["drift", "review", "voice", "visit", "genogram", "permanence", "school"]), min_size=1, max_size=6)
NAMED = {1: "drift", 2: "voice school", 3: "genogram visit"}


@given(st.lists(st.tuples(st.integers(1, 3), WORDS.map(" ".join)), max_size=12), WORDS.map(" ".join))
@settings(max_examples=examples(60), deadline=None)
def test_the_probabilities_are_those_of_the_reference(coded, text):
    documents = [*NAMED.items(), *coded]
    counted = CountVectorizer(analyzer=telling_words)
    counts = counted.fit_transform([words for _, words in documents])
    reference = MultinomialNB(alpha=1).fit(counts, numpy.array([theme for theme, _ in documents]))
    expected = dict(zip(reference.classes_, reference.predict_proba(counted.transform([text]))[0], strict=True))

    for each in suggested_themes(text, learn_themes(NAMED, coded)):
        assert each.probability == pytest.approx(expected[each.theme])


def test_of_the_demo_s_findings_three_suggestions_find_a_theme_far_more_often_than_the_three_commonest_do():
    """Each text in turn as if it were new: suggested from the names of the themes and from what the others were coded to."""
    keys = {name: key for key, name in enumerate(THEMES, start=1) if name != MERGED}
    names = {key: f"{name} {THEMES[name]}" for name, key in keys.items()}
    coded = {text: {keys[INTO if name == MERGED else name] for name in themes} for text, themes in CODES.items()}
    suggested = commonest = 0
    for text, themes in coded.items():
        others = [(theme, other) for other, given in coded.items() if other != text for theme in sorted(given)]
        suggested += any(each.theme in themes for each in suggested_themes(text, learn_themes(names, others)))
        commonest += any(theme in themes for theme, _ in Counter(theme for theme, _ in others).most_common(3))

    assert commonest < len(coded) * 0.4
    assert suggested > len(coded) * 0.8
