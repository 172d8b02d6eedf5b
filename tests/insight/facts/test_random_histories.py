"""Random histories: each fact offered is true by another count, none of its kind is missed, late changes turn the false ones red."""

import datetime
import random
import re

import pytest

from insight.facts import ComputedFact, facts_in
from insight.facts.standing import false_facts
from insight.services import keep_inserted
from performance.queries import FigureReader
from tests.shares import share_of

from .histories import FOLLOWING, RandomHistory
from .recount import Pieces, expected

pytestmark = pytest.mark.django_db
SEEDS = range(12)
# Of the twelve, for each question; all of them in `make test-long`.
TRIED = 2
CHANGES = 3
RUN = re.compile(r"(?P<name>consecutive_\w+)-(?P<month>\d{4}-\d\d)(?P<domain>-d\d+)?")


def all_facts(first, last) -> dict[str, ComputedFact]:
    return {fact.key: fact for fact in facts_in(first, last)}


def wrong(found: dict[str, ComputedFact], counted: dict[str, Pieces]) -> dict[str, list[str]]:
    """Of each fact the claims that its sentence does not make as they are."""
    return {key: lacking for key, fact in found.items() if (lacking := [each for each in counted[key] if each not in fact.sentence])}


def within_a_longer_run(counted: dict[str, Pieces]) -> set[str]:
    """The keys of runs that one of the next month says already."""
    runs = [RUN.fullmatch(key) for key in counted]
    longer = {(run["name"], previous(run["month"]), run["domain"]) for run in runs if run}
    return {run[0] for run in runs if run and (run["name"], run["month"], run["domain"]) in longer}


def previous(month: str) -> str:
    return (datetime.date.fromisoformat(f"{month}-01") - datetime.timedelta(days=1)).strftime("%Y-%m")


@pytest.mark.parametrize("seed", share_of(SEEDS, TRIED, about="facts that are true"))
def test_every_fact_is_true_and_none_is_missed(seed, elm_team):
    history = RandomHistory(seed, elm_team)
    first, last = sorted(random.Random(seed).choices(history.months, k=2))
    for _ in range(CHANGES):
        history.change()
    found, counted = all_facts(first, last), expected(first, last)

    assert set(found) == set(counted) - within_a_longer_run(counted)
    assert wrong(found, counted) == {}


@pytest.mark.parametrize("seed", share_of(SEEDS, TRIED, about="facts turned red"))
def test_late_changes_turn_exactly_the_false_ones_red(seed, elm_team, lead):
    history = RandomHistory(seed, elm_team)
    first, last = history.months[-3], history.months[-1]
    facts = facts_in(first, last)
    text = "\n".join(f"- {fact.sentence}" for fact in facts)
    kept = keep_inserted(actor=lead.person, target=history.team, text=text, offered=facts)
    before = expected(first, last)

    assert seed not in FOLLOWING or "move_alike" in {fact.kind for fact in facts}
    assert false_facts(kept, FigureReader()) == []
    for _ in range(CHANGES):
        done = history.change()
        now = expected(first, last)
        false_by_count = {fact.key for fact in facts if now.get(fact.key) != before[fact.key]}
        assert {each.inserted.key for each in false_facts(kept, FigureReader())} == false_by_count, done
