"""What is worded once is true on every day: a process runs for weeks."""

import datetime
import itertools
from unittest.mock import patch

import pytest
from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.utils import timezone

from audits.models import Cycle
from foundation.accounts import worded_once
from foundation.accounts.enums import Role
from foundation.accounts.worded_once import RULES, keys_for, stand_in
from foundation.council.clock import frozen_clock, today

pytestmark = pytest.mark.django_db

OURS = [rule for rule in RULES if not rule.__module__.startswith("tests.")]
READERS = [
    stand_in(is_system=True, roles=None),
    *(stand_in(is_system=False, roles=frozenset(roles)) for roles in [(), *((role,) for role in Role), tuple(Role)]),
]


def words_on(day: datetime.date, rules) -> list:
    """Of each rule what it is worded as for each reader by a process that begins on this day."""
    now = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9, 30)))
    with (
        frozen_clock(day),
        patch.object(timezone, "now", lambda: now),
        patch.object(worded_once, "_WORDS", {}),
        patch.object(worded_once, "_NUMBERS", itertools.count()),
    ):
        return [(rule.__module__, rule.__name__, words(rule(reader))) for rule in rules for reader in READERS]


def words(rule):
    try:
        return rule.words(connection)
    except EmptyResultSet:
        return "nothing"
    except FullResultSet:
        return "everything"


def test_no_rule_compares_with_the_day_or_the_time():
    now, later = (words_on(datetime.date(year, 3, 4), OURS) for year in (2023, 2031))

    assert now == later
    assert len({(module, name) for module, name, _ in now}) > 20
    assert not [each for each in now if "CURRENT_" in str(each[2]).upper() or "NOW(" in str(each[2]).upper()]


@pytest.mark.parametrize("day", [today, timezone.localdate], ids=["the council's day", "the real day"])
def test_one_that_did_would_be_found(day):
    @keys_for
    def planned(person):
        return Cycle.objects.filter(audits_due__gte=day()).values("pk")

    assert words_on(datetime.date(2023, 3, 4), [planned]) != words_on(datetime.date(2031, 3, 4), [planned])
