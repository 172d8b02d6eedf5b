"""June and July 2023, the scorecard and the half-years of the demo equal the reference to the digit, through the public doors."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from audits.queries.counted import differences
from audits.services.counting_latest import wrong_latest

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
GRADES = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate", "Not applicable"]


@pytest.fixture
def months(demo, db) -> dict[tuple[str, str], dict]:
    out = StringIO()
    call_command("audit_summary", "--from", "2021-08", "--to", "2023-07", stdout=out)
    return {(row["month"], row["stage"]): row for row in json.loads(out.getvalue())["months"]}


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", reference("audits-2023.csv"), ids=lambda row: f"{row['month']} {row['scope'][:20]} {row['grade'][:4]}")
def test_every_count_of_audits(months, row):
    month = months[row["month"], row["stage"].removesuffix("-moderation")]
    counts = month["overall"] if row["scope"] == "overall" else month["domains"][row["scope"]]

    assert (month["audits"], counts[row["grade"]]) == (int(row["total"]), int(row["audits"]))


def test_what_was_counted_while_the_demo_was_loaded_is_what_its_audits_say(demo, db):
    checked, wrong = differences()

    assert checked > 150
    assert wrong == []
    assert wrong_latest() == []


def test_july_is_not_moderated(months):
    assert ("2023-07", "post") not in months


def test_two_years_of_months_have_audits(months):
    assert len([month for month, stage in months if stage == "pre"]) == 24


def test_no_good_in_february_and_some_in_each_month_after_it(months):
    goods = [months[f"2023-{month:02}", "post"]["overall"]["Good"] for month in range(2, 7)]

    assert goods[0] == 0
    assert all(goods[1:])


def test_no_outstanding_for_relationships_before_june(months):
    before = [
        row["domains"]["Relationship based practice and direct work"]["Outstanding"]
        for (month, _), row in months.items()
        if month < "2023-06"
    ]

    assert set(before) == {0}


def test_relationships_rank_first_in_june_and_assessment_and_planning_last(months):
    domains = months["2023-06", "post"]["domains"]
    good_or_better = {name: counts["Outstanding"] + counts["Good"] for name, counts in domains.items()}
    ranked = sorted(good_or_better, key=good_or_better.get, reverse=True)

    assert ranked[0] == "Relationship based practice and direct work"
    assert set(ranked[-2:]) == {"Assessment", "Multi-agency planning, review and decision making"}


def test_oversight_had_inadequates_in_every_month_before_july_and_none_in_july(months):
    name = "Management oversight and supervision"
    before = [row["domains"][name]["Inadequate"] for (month, stage), row in months.items() if month < "2023-07" and stage == "post"]

    assert all(before)
    assert months["2023-07", "pre"]["domains"][name]["Inadequate"] == 0


def test_july_has_goods_in_assessment_and_planning_and_none_in_oversight_or_outcomes(months):
    domains = months["2023-07", "pre"]["domains"]

    assert domains["Assessment"]["Good"] >= 1
    assert domains["Multi-agency planning, review and decision making"]["Good"] >= 1
    assert domains["Management oversight and supervision"]["Good"] == 0
    assert domains["Overall outcomes and impact"]["Good"] == 0


@pytest.mark.parametrize("name", ["scorecard-2023-07.csv", "chat-half-years.csv"])
def test_every_figure_of_the_reference_file_is_there_already(demo, db, name):
    out = StringIO()
    call_command("import_kpis", str(REFERENCE / name), "--check", stdout=out)
    result = json.loads(out.getvalue())

    assert (result["stored"], result["restated"], result["rejected"]) == (0, 0, [])
    assert result["unchanged"] > 0
