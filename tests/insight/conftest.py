"""June and July as the Board’s report has them, and released to it; a month that is not: `tests/reports/pages/test_months.py`."""

import datetime

import pytest

from foundation.accounts.models import Person
from foundation.council.months import months_between
from performance.models import MonthRelease
from tests.month_grades import july, june

__all__ = ["july", "june"]


@pytest.fixture(autouse=True)
def released(request) -> None:
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        # The database of this test first: rows written before it would stay for all the others.
        request.getfixturevalue("db")
        by, on = Person.objects.system(), datetime.date(2023, 12, 31)
        months = months_between(datetime.date(2022, 1, 1), datetime.date(2023, 12, 1))
        MonthRelease.objects.bulk_create(MonthRelease(month=month, released_by=by, released_on=on) for month in months)
