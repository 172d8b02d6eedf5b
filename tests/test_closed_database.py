"""The worker's database is closed to tests that ask for none: rows that they wrote would stay for all that follow."""

import pytest

from foundation.accounts.models import Service


def test_without_the_fixture_nothing_is_written_or_read_and_the_failure_says_what_to_ask_for(django_db_setup):
    for touch in (lambda: Service.objects.create(name="Rowan Service"), Service.objects.count):
        with pytest.raises(RuntimeError, match='Database access not allowed, use the "django_db" mark, or the "db"'):
            touch()
