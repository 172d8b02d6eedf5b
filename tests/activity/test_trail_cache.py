"""Finished values are kept until anything is written."""

import datetime
from itertools import count
from unittest import mock

import pytest
from django.core.cache import caches

from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.council.clock import frozen_clock

TODAY = datetime.date(2023, 8, 31)


@pytest.fixture
def opened(lead):
    """How often the value was made: kept while the day is the same and nothing is written."""
    numbers = count(1)

    def opened(day: datetime.date = TODAY, name: str = "page") -> int:
        with frozen_clock(day):
            return cached_until_trail_changes(name, lambda: next(numbers))

    return opened


def written(lead) -> Entry:
    return record(actor=lead.person, verb="indicator.changed", target=lead.person)


def test_a_value_is_made_once(opened):
    assert [opened(), opened(), opened()] == [1, 1, 1]


def test_each_name_has_its_own(opened):
    assert [opened(name="one"), opened(name="other"), opened(name="one")] == [1, 2, 1]


def test_it_is_made_again_once_something_is_written(opened, lead):
    opened()
    written(lead)

    assert [opened(), opened()] == [2, 2]


def test_it_is_kept_while_somebody_writes_on_at_a_draft(opened, lead):
    """And made again once more is written, however much was drafted in between."""
    written(lead)
    opened()
    for _ in range(3):
        record(actor=lead.person, verb="audit.graded", target=lead.person)

    assert opened() == 1
    written(lead)
    assert opened() == 2


def test_it_is_made_again_on_another_day(opened):
    assert [opened(), opened(TODAY + datetime.timedelta(days=1))] == [1, 2]


def test_an_entry_that_comes_in_behind_the_newest_is_seen(opened, lead):
    """Of two transactions the one that wrote first may be committed last: its entry appears with the lower number."""
    late, _ = written(lead), written(lead)
    number, moment = late.pk, late.at
    late.delete()
    opened()
    late.pk, late.at = number, moment
    late.save(force_insert=True)

    assert opened() == 2


def test_what_holds_nothing_is_kept_too(opened, lead):
    made = []

    assert [cached_until_trail_changes("nothing", lambda: made.append(1)) for _ in range(3)] == [None, None, None]
    assert len(made) == 1


@pytest.mark.filterwarnings("error::django.core.cache.backends.base.CacheKeyWarning")
@pytest.mark.parametrize("name", ["indicator:" + "a" * 400, "indicator:two words", "indicator:\n", "indicator:bébé"])
def test_a_name_of_any_length_and_letters_is_a_key_of_any_cache(opened, name):
    validate = caches["default"].validate_key
    keys = []
    with mock.patch.object(type(caches["default"]), "validate_key", lambda self, key: keys.append(key) or validate(key)):
        assert [opened(name=name), opened(name=name), opened(name=f"{name}b")] == [1, 1, 2]

    assert len(set(keys)) == 2
    assert all(len(key) < 100 and key.isascii() and key.isprintable() and " " not in key for key in keys)
