"""The sampling engine: proportional, repeatable, the same chance for each record of a stratum."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from audits.sampling.calculations import FAMILY, Candidate, DoesNotFit, allot, draw
from tests.shares import examples

pytestmark = pytest.mark.once

SIZES = st.dictionaries(st.text("ABCDEFGH", min_size=1, max_size=2), st.integers(1, 40), min_size=1, max_size=12)


def cohort(**sizes: int) -> list[Candidate]:
    return [Candidate(f"{stratum}-{number}", stratum) for stratum, size in sizes.items() for number in range(size)]


@settings(max_examples=examples(1000), deadline=None)
@given(SIZES, st.integers(1, 60))
def test_each_stratum_is_within_one_of_its_exact_share(sizes, size):
    places = allot(sizes, size)

    total = sum(sizes.values())
    assert sum(places.values()) == min(size, total)
    assert all(abs(places[name] - min(size, total) * sizes[name] / total) < 1 for name in sizes)
    assert all(places[name] <= sizes[name] for name in sizes)


@settings(max_examples=examples(300), deadline=None)
@given(SIZES, st.integers(1, 60), st.integers(0, 3))
def test_a_minimum_is_kept_or_refused(sizes, size, minimum):
    try:
        places = allot(sizes, size, minimum)
    except DoesNotFit:
        assert minimum * len(sizes) > min(size, sum(sizes.values())) or min(sizes.values()) < minimum
    else:
        assert min(places.values()) >= minimum
        assert sum(places.values()) == min(size, sum(sizes.values()))
        assert all(places[name] <= sizes[name] for name in sizes)


@settings(max_examples=examples(100), deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 10**6))
def test_any_order_and_the_same_seed_draw_the_same_sample(shuffler, seed):
    records = [*cohort(Elm=20, Ash=9, Oak=4), *(Candidate(f"S-{number}", "Elm", f"family {number % 3}") for number in range(6))]
    shuffled = shuffler.sample(records, len(records))

    assert draw(records, size=14, seed=seed) == draw(shuffled, size=14, seed=seed)


def test_a_seed_draws_this_sample_on_every_machine():
    """SHA-256 of “7\\nElm-0” and so on, worked out with sha256sum."""
    drawn = draw(cohort(Elm=5), size=2, seed=7)

    assert drawn.drawn == {"Elm": ["Elm-0", "Elm-1"]}
    assert drawn.reserves == {"Elm": ["Elm-4", "Elm-3", "Elm-2"]}


def test_every_record_of_a_stratum_has_the_same_chance():
    records = cohort(Elm=30, Ash=12)
    hits = Counter(case for seed in range(1000) for case in draw(records, size=14, seed=seed).cases)

    elm, ash = ([hits[each.case] for each in records if each.stratum == stratum] for stratum in ("Elm", "Ash"))
    assert (sum(elm), sum(ash)) == (10_000, 4_000)
    assert chisquare(elm).pvalue > 0.001
    assert chisquare(ash).pvalue > 0.001


def test_children_of_a_family_have_the_same_chance_as_each_other():
    records = [*cohort(Elm=20), Candidate("S-1", "Elm", "Birch"), Candidate("S-2", "Elm", "Birch")]
    kept = Counter(draw(records, size=5, seed=seed).left_out[FAMILY][0] for seed in range(1000))

    assert chisquare([kept["S-1"], kept["S-2"]]).pvalue > 0.001


def test_one_child_of_a_family_is_drawn_at_most_though_in_two_strata():
    records = [Candidate("S-1", "Elm", "Birch"), Candidate("S-2", "Ash", "Birch"), Candidate("S-3", "Elm", "Birch")]
    drawn = draw(records, size=3, seed=1)

    assert len(drawn.cases) == 1
    assert len(drawn.left_out[FAMILY]) == 2


def test_a_child_left_out_does_not_keep_out_the_rest_of_the_family():
    records = [Candidate("S-1", "Elm", "Birch", left_out="Restricted"), Candidate("S-2", "Elm", "Birch")]

    assert draw(records, size=1, seed=1).cases == ["S-2"]


def test_the_rest_of_a_stratum_waits_in_the_order_of_the_draw():
    records = cohort(Elm=9)
    first, second = draw(records, size=3, seed=4), draw(records, size=9, seed=4)

    assert first.drawn["Elm"] + first.reserves["Elm"] == second.drawn["Elm"]


def test_another_seed_draws_another_sample():
    samples = {tuple(draw(cohort(Elm=40), size=5, seed=seed).cases) for seed in range(20)}

    assert len(samples) == 20


def test_more_strata_than_places_leaves_some_without():
    sizes = {f"S{number:02}": random.Random(number).randint(1, 5) for number in range(20)}

    strata = draw(cohort(**sizes), size=14, seed=1).strata.values()
    assert sum(not stratum.drawn for stratum in strata) >= 6


@pytest.mark.parametrize(
    ("sizes", "size", "minimum", "said"),
    [
        ({"Elm": 9, "Ash": 9}, 3, 2, "2 from each of 2 strata needs 4 places, but there are 3."),
        ({"Elm": 9, "Ash": 1}, 6, 2, "2 cannot be drawn from: Ash (1)."),
        ({}, 6, 0, "Every record of the list is left out"),
        ({"Elm": 9}, 0, 0, "The sample must have at least 1 record."),
        ({"Elm": 9}, 5, -1, "The minimum of a stratum cannot be below 0."),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(sizes, size, minimum, said):
    with pytest.raises(DoesNotFit, match=said.replace("(", r"\(").replace(")", r"\)")):
        allot(sizes, size, minimum)
