"""The guides, followed: each request that the Power BI guide has made, and the check of a signature, as they are printed."""

import csv
import datetime
import io
import json
import re
import time
from pathlib import Path

import pytest

from feeds.calculations import WAITS, signature_of
from feeds.datasets import TABLES
from feeds.services.tokens import PER_MINUTE

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use"
POWER_BI, WEBHOOKS = (GUIDES / "power-bi.md").read_text(), (GUIDES / "webhooks.md").read_text()
QUERIES = re.findall(r"```powerquery\n(.*?)```", POWER_BI, re.DOTALL)
# How a cell of each type is read: Power Query fails on what it cannot convert.
TYPES = {"type date": datetime.date.fromisoformat, "Int64.Type": int, "type number": float, "type text": str}


def named(query: str) -> tuple[str, dict[str, str]]:
    (path,) = re.findall(r'RelativePath = "([^"]+)"', query)
    return path, dict(re.findall(r'\{"(\w+)", ([\w. ]+)\}', query))


def test_the_guide_has_the_interface_and_csv():
    assert [named(query)[0] for query in QUERIES] == ["grades", "figures", "grades.csv"]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: named(query)[0])
def test_each_query_of_the_guide_is_answered_with_the_columns_and_types_that_it_names(program, june, july, scorecard, query):
    path, columns = named(query)
    assert '"Bearer " & QaToken' in query
    if path.endswith(".csv"):
        rows = list(csv.DictReader(io.StringIO(program.get(f"/api/v1/{path}").content.decode("utf-8-sig"))))
    else:
        first = program.read(path, page="1", size="5000")
        rows = [row for number in range(1, first["pages"] + 1) for row in program.read(path, page=str(number), size="5000")["rows"]]
        assert len(rows) == first["count"]

    assert rows
    assert set(columns) <= set(rows[0])
    for row in rows:
        for name, kind in columns.items():
            if row[name] not in (None, ""):
                TYPES[kind](row[name])


def test_what_the_guide_says_of_the_chart_is_in_the_table(program, june):
    assert {row["judgement"] for row in program.rows("grades")} >= {"overall"}
    assert {"month", "grade_in_words", "audits", "stage", "judgement"} <= set(TABLES["grades"].header)


def test_the_limits_that_the_guides_name_are_those_that_hold():
    assert f"at most {PER_MINUTE} times a minute" in POWER_BI
    assert list(WAITS) == [1, 5, 30, 120, 360, 960]
    assert "1, 5 and\n30 minutes, 2, 6 and 16 hours" in WEBHOOKS


def test_the_check_of_a_signature_takes_ours_and_nothing_else():
    (code,) = re.findall(r"```python\n(.*?)```", WEBHOOKS, re.DOTALL)
    found: dict = {}
    exec(code, found)
    secret, body, at = "whsec_c2VjcmV0LXNlY3JldA==", json.dumps({"type": "test"}), int(time.time())
    headers = {"webhook-id": "1", "webhook-timestamp": str(at), "webhook-signature": signature_of(secret, "1", at, body)}

    def check(now=at, key=secret, what=body, **changed) -> bool:
        return found["is_ours"](key, headers | changed, what.encode(), now)

    assert check()
    others = (check(now=at + 301), check(key="whsec_YW5vdGhlcg=="), check(what=body + " "), check(**{"webhook-id": "2"}))
    assert others == (False, False, False, False)
