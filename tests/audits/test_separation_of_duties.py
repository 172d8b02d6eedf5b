"""Whatever people try, in whatever order, and whatever is changed on the way: nobody judges or decides what they ever had a part in.

Roles, teams, lines, posts, workers, rules, helpers, owners, interests and allocations change between the steps; audits are returned,
opened again, withdrawn and added again. Who did what is logged by the walk itself, apart from the rules under test.
"""

import inspect
from collections import Counter

import pytest
from django.db import transaction

from tests.audits.separation_reports import Reporting
from tests.shares import SEED, WHOLE

# Who may do what is no question to the database; `make test-long` walks on PostgreSQL too.
pytestmark = [] if WHOLE else pytest.mark.once
WALKS, STEPS = (80, 120) if WHOLE else (3, 100)
# Most that is tried should be what the rules are about.
OFTEN = (
    "past_audits_imported",
    "report_approved",
    "audit_done",
    "moderated",
    "moderated",
    "released",
    "reopened",
    "action_raised",
    "action_done",
    "action_judged",
    "action_judged",
)
HELPERS = {"records", "anybody", "lead"}
TRIES = [name for name, thing in inspect.getmembers(Reporting, inspect.isfunction) if len(inspect.signature(thing).parameters) == 1]


@pytest.mark.django_db
def test_whoever_ever_had_a_part_in_it_does_not_judge_or_decide_it():
    tries = [name for name in TRIES if name not in HELPERS and not name.startswith("_")] + [*OFTEN * 4]
    made: Counter[str] = Counter()
    world = Reporting()
    for number in range(WALKS):
        taken = []
        with transaction.atomic():
            world.begin(f"{SEED} {number}")
            for _ in range(STEPS):
                taken.append(world.dice.choice(tries))
                try:
                    world.step(taken[-1])
                except AssertionError as wrong:
                    raise AssertionError(f"{wrong}; TESTS_SEED={SEED}, walk {number}, after {', '.join(taken)}") from wrong
            made.update(world.made)
            transaction.set_rollback(True)

    # What few walks come to depends on the seed.
    assert ({"submit", "reopen", "release", "import", "approve"} if WHOLE else {"submit"}) <= set(made)
    assert sum(made.values()) > 15, made
