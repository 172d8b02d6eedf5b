"""Domains beside each other: a place is no more than the grades bear out."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.enums import PRACTICE_GRADES, Grade
from foundation.statistics import EVIDENCE, rank_sum
from insight.calculations import ranked, ranking_sentence
from tests.shares import examples


def graded(**domains: tuple[int, int, int, int]) -> dict[str, dict[Grade, int]]:
    """Outstanding, Good, requires improvement, Inadequate."""
    return {name.capitalize(): dict(zip(PRACTICE_GRADES, counts, strict=True)) for name, counts in domains.items()}


def places(domains) -> dict[str, str]:
    return {rank.name: rank.place_text for rank in ranked(domains)}


def test_three_of_58_is_not_weaker_than_four_of_58():
    domains = graded(planning=(0, 3, 51, 4), assessment=(0, 4, 48, 6), oversight=(0, 5, 48, 5))

    assert set(places(domains).values()) == {"1="}
    sentence = ranking_sentence(ranked(domains))
    assert sentence.startswith("No domain stands out: between Oversight, 5 of 58 (9%) Good or better")
    assert "Planning, 3 of 58 (5%) Good or better" in sentence
    assert "Weakest" not in sentence


def test_a_domain_that_is_shown_to_be_weaker_is_named_with_what_it_cannot_be_told_apart_from():
    domains = graded(relationship=(1, 20, 37, 0), assessment=(0, 3, 45, 10), planning=(0, 4, 44, 10))

    assert places(domains) == {"Relationship": "1", "Planning": "2=", "Assessment": "2="}
    assert ranking_sentence(ranked(domains)) == (
        "Strongest: Relationship, 21 of 58 (36%) Good or better and 0 of 58 (0%) Inadequate. Weakest: Assessment, 3 of 58 (5%) Good or "
        "better and 10 of 58 (17%) Inadequate; Planning, 4 of 58 (7%) Good or better and 10 of 58 (17%) Inadequate (so few audits do "
        "not tell these apart)."
    )


def test_a_lower_share_with_fewer_inadequate_is_not_weakest_alone():
    """As the demo has it: fewer Good or better of planning, more Inadequate of assessment; only the latter is worse than outcomes."""
    domains = graded(relationship=(1, 16, 35, 6), assessment=(0, 4, 34, 20), planning=(0, 3, 38, 17), outcomes=(0, 6, 42, 10))

    assert places(domains) == {"Relationship": "1", "Outcomes": "2=", "Planning": "2=", "Assessment": "2="}
    sentence = ranking_sentence(ranked(domains))
    assert "Weakest: Planning, 3 of 58 (5%) Good or better and 17 of 58 (29%) Inadequate; Assessment, 4 of 58 (7%)" in sentence
    assert sentence.endswith("(so few audits do not tell these apart).")
    assert "Outcomes" not in sentence


@pytest.mark.parametrize("counts", [(0, 0, 9, 0), (1, 2, 3, 4)])
def test_equal_domains_have_one_place(counts):
    domains = graded(one=counts, two=counts)

    assert places(domains) == {"One": "1=", "Two": "1="}
    assert ranking_sentence(ranked(domains)) == "No domain stands out: all have the same shares."


def test_a_domain_alone_is_level_with_itself():
    domains = graded(one=(0, 2, 7, 0), ungraded=(0, 0, 0, 0))

    assert places(domains) == {"One": "1"}
    assert "Strongest" not in ranking_sentence(ranked(domains))


counts = st.tuples(*[st.integers(0, 12)] * 4)
domains_graded = st.lists(counts, min_size=1, max_size=5).map(lambda rows: graded(**{f"d{number}": row for number, row in enumerate(rows)}))


@settings(max_examples=examples(40), deadline=None)
@given(domains_graded)
def test_no_domain_is_placed_before_one_that_it_is_not_shown_to_be_better_than(domains):
    ranks = ranked(domains)
    shown = {(one.name, two.name): is_shown_better(domains[one.name], domains[two.name]) for one in ranks for two in ranks}

    for one, two in combinations(ranks, 2):
        assert one.place <= two.place
        assert one.place == two.place or shown[one.name, two.name]
    for rank in ranks:
        assert set(rank.better_than) == {other for (name, other), is_better in shown.items() if name == rank.name and is_better}
        assert rank.is_joint == (sum(each.place == rank.place for each in ranks) > 1)
        assert rank.place == 1 + sum(each.place < rank.place for each in ranks)


def is_shown_better(one, two) -> bool:
    """The rank test is held against scipy in tests/statistics/test_ranks.py."""
    first, second = ([place for place, grade in enumerate(PRACTICE_GRADES) for _ in range(counts[grade])] for counts in (one, two))
    better = sum((a < b) - (a > b) for a in first for b in second) > 0
    return better and rank_sum([one[grade] for grade in PRACTICE_GRADES], [two[grade] for grade in PRACTICE_GRADES]) < EVIDENCE
