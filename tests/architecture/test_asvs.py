"""docs/asvs.csv has each requirement of OWASP ASVS 5.0.0, levels 1 and 2, with the test that shows it or the reason why there is none."""

import csv
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from foundation.accounts.password_strength import OWN_WORDS
from packs.services import MOST_MONTHS
from performance.imports.reading.files import LIMITS as FIGURES
from tests.architecture.source import ROOT

pytestmark = pytest.mark.once

# Of each section the numbers of the requirements of level 2, with a star those of level 1.
IDS = """
1.1: 1 2
1.2: 1* 2* 3* 4* 5* 6 7 8 9
1.3: 1* 2* 3 4 5 6 7 8 9 10 11
1.4: 1 2 3
1.5: 1* 2
2.1: 1* 2 3
2.2: 1* 2* 3
2.3: 1* 2 3 4
2.4: 1
3.2: 1* 2*
3.3: 1* 2 3 4
3.4: 1* 2* 3 4 5 6
3.5: 1* 2* 3* 4 5
3.7: 1 2
4.1: 1* 2 3
4.2: 1
4.3: 1 2
4.4: 1* 2 3 4
5.1: 1
5.2: 1* 2* 3
5.3: 1* 2*
5.4: 1 2 3
6.1: 1* 2 3
6.2: 1* 2* 3* 4* 5* 6* 7* 8* 9 10 11 12
6.3: 1* 2* 3 4
6.4: 1* 2* 3 4
6.5: 1 2 3 4 5
6.6: 1 2 3
6.8: 1 2 3 4
7.1: 1 2 3
7.2: 1* 2* 3* 4*
7.3: 1 2
7.4: 1* 2* 3 4 5
7.5: 1 2
7.6: 1 2
8.1: 1* 2
8.2: 1* 2* 3
8.3: 1*
8.4: 1
9.1: 1* 2* 3*
9.2: 1* 2 3 4
10.1: 1 2
10.2: 1 2
10.3: 1 2 3 4
10.4: 1* 2* 3* 4* 5* 6 7 8 9 10 11
10.5: 1 2 3 4 5
10.6: 1 2
10.7: 1 2 3
11.1: 1 2
11.2: 1 2 3
11.3: 1* 2* 3
11.4: 1* 2 3 4
11.5: 1
11.6: 1
12.1: 1* 2 3
12.2: 1* 2*
12.3: 1 2 3 4
13.1: 1
13.2: 1 2 3 4 5
13.3: 1 2
13.4: 1* 2 3 4 5
14.1: 1 2
14.2: 1* 2 3 4
14.3: 1* 2 3
15.1: 1* 2 3
15.2: 1* 2 3
15.3: 1* 2 3 4 5 6 7
16.1: 1
16.2: 1 2 3 4 5
16.3: 1 2 3 4
16.4: 1 2 3
16.5: 1 2 3
17.1: 1
17.2: 1 2 3 4
17.3: 1 2
"""
STANDARD = Path(os.environ.get("STANDARDS_DATA", ROOT / "../shared/data/standards")).resolve() / "asvs-5.0.0.csv"
with (ROOT / "docs" / "asvs.csv").open(newline="") as _file:
    ROWS = list(csv.DictReader(_file))
STATUSES = {"met", "not met", "does not apply"}


def expected() -> dict[str, str]:
    """The level of each by its id."""
    sections = (line.split(": ") for line in IDS.strip().splitlines())
    numbers = ((section, number) for section, listed in sections for number in listed.split())
    return {f"{section}.{number.rstrip('*')}": "1" if number.endswith("*") else "2" for section, number in numbers}


def test_each_requirement_is_there_once_with_its_level():
    assert Counter(row["id"] for row in ROWS) == Counter(expected().keys())
    assert {row["id"]: row["level"] for row in ROWS} == expected()
    assert len(ROWS) == 253


def test_each_has_a_test_that_exists_or_a_reason():
    wrong = [row["id"] for row in ROWS if row["status"] not in STATUSES or not row["words"]]
    for row in ROWS:
        tests = row["tests"].split()
        if bool(tests) != (row["status"] == "met"):
            wrong.append(f"{row['id']}: what is met has tests, and nothing else has")
        wrong += [f"{row['id']}: {test} does not exist" for test in tests if not exists(test)]

    assert wrong == []


def exists(test: str) -> bool:
    path, _, name = test.partition("::")
    file = ROOT / path
    return file.is_file() and re.search(rf"^def {re.escape(name)}\(", file.read_text(), re.MULTILINE) is not None


def test_a_test_that_is_not_there_is_recognised():
    assert exists("tests/architecture/test_asvs.py::test_a_test_that_is_not_there_is_recognised")
    assert not exists("tests/architecture/test_asvs.py::test_a_test_that")
    assert not exists("tests/architecture/no_such_file.py::test_a_test")


@pytest.mark.skipif(not STANDARD.exists(), reason="The standard is not here: set STANDARDS_DATA to the folder of asvs-5.0.0.csv.")
def test_the_ids_and_levels_are_those_of_the_standard():
    with STANDARD.open(newline="") as file:
        assert {row["req_id"][1:]: row["L"] for row in csv.DictReader(file) if row["L"] in ("1", "2")} == expected()


def test_the_page_of_security_has_its_parts():
    """Keys, connections, logs, costly functions and packages, each setting that is a secret among them."""
    page = (ROOT / "docs" / "security.md").read_text()
    settings = (ROOT / "qa_portal" / "environment.py").read_text() + (ROOT / "qa_portal" / "settings.py").read_text()
    parts = ["What is held, and how it is protected", "What is taken", "Signing in", "Keys and algorithms", "Connections", "Logs"]
    parts += ["Costly functions", "Attacks that are tried", "Packages"]

    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == parts
    # Words that no password is made of, limits of sessions and sizes: what the page says is what the code has.
    said = [*OWN_WORDS, "SESSION_IDLE_MINUTES", "SESSION_HOURS", f"{FIGURES.file_bytes // 1024**2} MB for figures", f"{MOST_MONTHS} months"]
    assert [each for each in said if each not in page] == []
    assert [test for test in re.findall(r"`(tests/[\w/]+\.py::\w+)`", page) if not exists(test)] == []
    secrets = {"SECRET_KEY", "OIDC_CLIENT_SECRET", "EMAIL_URL", "DATABASE_URL", "EVIDENCE_URL", "METRICS_TOKEN"}
    assert [name for name in secrets if f"`{name}`" not in page or name not in settings] == []
