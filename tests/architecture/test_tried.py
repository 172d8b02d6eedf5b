"""docs/tried.csv has what went wrong when the portal was tried, line by line, with the tests that hold it."""

import csv
from collections import Counter

import pytest

from tests.architecture.source import ROOT
from tests.architecture.test_asvs import exists

pytestmark = pytest.mark.once

with (ROOT / "docs" / "tried.csv").open(newline="") as _file:
    ROWS = list(csv.DictReader(_file))


def test_each_line_is_there_once_with_tests_that_exist():
    twice = [line for line, count in Counter((row["about"], row["what went wrong"]) for row in ROWS).items() if count > 1]
    without = [row["what went wrong"] for row in ROWS if not row["tests"].split()]
    missing = [test for row in ROWS for test in row["tests"].split() if not exists(test)]

    assert (twice, without, missing) == ([], [], [])
