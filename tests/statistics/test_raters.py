"""Agreement of many raters: a published worked example, the formula of the handbook in floating point, and two raters as a special case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.statistics import gwet_ac2, many_rater_ac2, table_of

# Gwet, Handbook of Inter-Rater Reliability, 4th edition, table 2.12 (the data “raw4raters” of irrCAC, his software): twelve units, four
# raters, five categories, some ratings missing. Published: AC1 = 0.77544, agreement 0.81818, by chance 0.19032.
FOUR_RATERS = ["11-1", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "-555", "--11", "--3-"]
PUBLISHED_AC1 = 0.77544

rows = st.lists(st.lists(st.integers(0, 3), max_size=6), min_size=1, max_size=8)


def counted(ratings, grades: int) -> list[list[int]]:
    return [[list(row).count(grade) for grade in range(grades)] for row in ratings]


def test_ac1_is_the_published_one():
    ratings = [[int(each) - 1 for each in row if each != "-"] for row in FOUR_RATERS]

    assert many_rater_ac2(counted(ratings, 5), weighted=False) == pytest.approx(PUBLISHED_AC1, abs=5e-6)


@given(rows.filter(lambda ratings: len({grade for row in ratings for grade in row}) > 1 and any(len(row) > 1 for row in ratings)))
def test_ac2_agrees_with_the_pairs_that_it_is_made_of(ratings):
    """Agreement as the mean, over things, of the weights of all ordered pairs of two people."""
    weight = {(one, other): 1 - abs(one - other) / 3 for one in range(4) for other in range(4)}
    twice, graded = [row for row in ratings if len(row) > 1], [row for row in ratings if row]
    means = [
        sum(weight[row[a], row[b]] for a in range(len(row)) for b in range(len(row)) if a != b) / (len(row) * (len(row) - 1))
        for row in twice
    ]
    shares = [sum(row.count(grade) / len(row) for row in graded) / len(graded) for grade in range(4)]
    observed, chance = sum(means) / len(twice), sum(weight.values()) / 12 * sum(share * (1 - share) for share in shares)

    assert many_rater_ac2(counted(ratings, 4)) == pytest.approx((observed - chance) / (1 - chance), abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1).filter(lambda pairs: len({g for p in pairs for g in p}) > 1))
def test_of_two_raters_it_is_the_coefficient_of_two(pairs):
    assert many_rater_ac2(counted(pairs, 4)) == pytest.approx(gwet_ac2(table_of(pairs, 4)), abs=1e-9)


@pytest.mark.parametrize("ratings", [[], [[0, 0]], [[1, 0], [0, 1]], [[3, 0], [2, 0]]])
def test_nothing_is_said_where_nothing_was_graded_twice_or_all_gave_one_grade(ratings):
    assert many_rater_ac2(ratings) is None


@pytest.mark.parametrize("ratings", [[[1]], [[1, 1], [1, 1, 1]], [[1, -1]]])
def test_impossible_ratings_are_refused(ratings):
    with pytest.raises(ValueError, match="Ratings have|negative"):
        many_rater_ac2(ratings)
