"""Sharing records among people: compared with every possible sharing where those can be counted, and with scipy's assignment."""

from collections import Counter
from itertools import product
from math import lcm

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from audits.allocation.calculations.sharing import Bars, Partners, Taker, assign_records
from tests.shares import examples

pytestmark = pytest.mark.once


@st.composite
def sharings(draw, most_records=12, most_people=6):
    """Records 1, 2, …, people 101, 102, … with any capacities, loads and bars."""
    records = range(1, draw(st.integers(1, most_records)) + 1)
    people = range(101, 101 + draw(st.integers(1, most_people)))
    counts = st.integers(0, 4)
    takers = [Taker(key, draw(counts), already=draw(st.integers(0, 2)), past=draw(counts)) for key in people]
    pairs = st.sets(st.sampled_from([(record, key) for record in records for key in people]))
    return records, takers, Bars(draw(pairs), draw(pairs))


def loads(takers, shared) -> dict[int, int]:
    gained = Counter(shared.values())
    return {taker.key: taker.already + gained[taker.key] for taker in takers}


@given(sharings())
def test_nobody_is_barred_or_over_what_they_take(sharing):
    records, takers, bars = sharing
    shared = assign_records(records, takers, bars=bars)

    assert not bars.hard & set(shared.items())
    assert all(load <= max(taker.capacity, taker.already) for taker in takers for load in [loads(takers, shared)[taker.key]])


@given(sharings(most_records=4, most_people=3))
@settings(max_examples=examples(80))
def test_no_other_sharing_is_better(sharing):
    """Every sharing there is, judged by the rules in their order: placed, soft conflicts, how full people are, past load."""
    records, takers, bars = sharing
    whole = lcm(*(max(taker.capacity, 1) for taker in takers))
    by_key = {taker.key: taker for taker in takers}

    def rank(shared):
        fill = sum(
            step * whole // max(taker.capacity, 1)
            for taker in takers
            for step in range(taker.already + 1, loads(takers, shared)[taker.key] + 1)
        )
        soft = sum(pair in bars.soft for pair in shared.items())
        return (-len(shared), soft, fill, sum(by_key[key].past for key in shared.values()))

    every = (
        {record: key for record, key in zip(records, keys, strict=True) if key} for keys in product([None, *by_key], repeat=len(records))
    )
    allowed = [
        shared
        for shared in every
        if not bars.hard & set(shared.items())
        and all(loads(takers, shared)[taker.key] <= taker.capacity for taker in takers if taker.key in shared.values())
    ]
    assert rank(assign_records(records, takers, bars=bars)) == min(map(rank, allowed))


@given(sharings())
def test_no_move_from_one_person_to_another_makes_the_fullest_less_full(sharing):
    records, takers, bars = sharing
    shared = assign_records(records, takers, bars=bars)
    load, by_key = loads(takers, shared), {taker.key: taker for taker in takers}

    for record, key in shared.items():
        for other in takers:
            kinder = (record, key) in bars.soft or (record, other.key) not in bars.soft
            if (record, other.key) in bars.hard or not kinder or load[other.key] >= other.capacity:
                continue
            assert (load[other.key] + 1) / other.capacity >= load[key] / by_key[key].capacity


@given(sharings())
def test_as_many_records_are_placed_as_by_scipy(sharing):
    """A column for each place that somebody has left; a barred place costs one, any other nothing."""
    records, takers, bars = sharing
    places = [taker.key for taker in takers for _ in range(max(taker.capacity - taker.already, 0))]
    cost = np.array([[int((record, key) in bars.hard) for key in places] for record in records]).reshape(len(records), len(places))
    rows, columns = linear_sum_assignment(cost)

    assert len(assign_records(records, takers, bars=bars)) == len(rows) - cost[rows, columns].sum()


@given(sharings(), st.randoms(use_true_random=False), st.integers(0, 99))
def test_the_same_records_people_and_seed_give_the_same_in_any_order(sharing, dice, seed):
    records, takers, bars = sharing
    other_records, other_takers = dice.sample(list(records), len(records)), dice.sample(takers, len(takers))

    assert assign_records(records, takers, bars=bars, seed=seed) == assign_records(other_records, other_takers, bars=bars, seed=seed)


def test_another_seed_may_share_out_another_way():
    takers = [Taker(key, 2) for key in range(101, 107)]

    assert len({tuple(assign_records(range(12), takers, seed=seed).values()) for seed in range(10)}) > 1


def test_a_soft_conflict_is_used_only_where_nobody_free_is_left():
    takers = [Taker(101, 1), Taker(102, 1)]
    bars = Bars(soft=frozenset({(1, 102), (2, 102)}))

    assert assign_records([1], takers, bars=bars) == {1: 101}
    assert sorted(assign_records([1, 2], takers, bars=bars).values()) == [101, 102]


def test_who_takes_more_is_given_more_and_who_had_less_comes_first():
    assert Counter(assign_records(range(6), [Taker(101, 4), Taker(102, 2)]).values()) == {101: 4, 102: 2}
    assert assign_records([1], [Taker(101, 2, past=9), Taker(102, 2, past=3)]) == {1: 102}


def test_a_pin_is_kept_though_its_person_is_full_but_never_past_a_hard_bar():
    takers = [Taker(101, 1, already=1), Taker(102, 1)]

    assert assign_records([1], takers, pinned={1: 101}) == {1: 101}
    assert assign_records([1], takers, pinned={1: 101}, bars=Bars(hard=frozenset({(1, 101)}))) == {1: 102}


def test_moderators_are_not_paired_with_the_same_auditor_again_and_again():
    auditors = {record: 101 + record % 2 for record in range(4)}
    moderators = [Taker(201, 2), Taker(202, 2)]

    shared = assign_records(range(4), moderators, partners=Partners(auditors))

    assert len({(auditors[record], moderator) for record, moderator in shared.items()}) == 4


def test_two_who_met_before_are_parted_where_that_costs_nothing():
    shared = assign_records([1], [Taker(201, 2), Taker(202, 2)], partners=Partners({1: 101}, {(101, 201): 3}))

    assert shared == {1: 202}


def test_nobody_is_given_their_own_partner():
    assert assign_records([1], [Taker(101, 5)], partners=Partners({1: 101})) == {}
