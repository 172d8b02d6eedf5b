"""The report's own figures, and what follows from them, on the pages. Expected values: the reference tables and sums done by hand."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.performance import neighbours_2022
from tests.performance.pages.reading import facts_on, half_year_rows, scorecard_rows


def test_dental_checks_rose_by_13_percentage_points(analyst, half_years):
    row = half_year_rows(analyst)["Cared for children dental checks %"]
    facts = facts_on(analyst, "half-year-dental-checks-percent")

    assert row[:3] == ["62", "75", "71"]
    assert "13 percentage points higher" in row[3]
    assert facts["Change since August 2022 to January 2023"].startswith("+13 percentage points (+21% relative)")


def test_the_share_of_enquiries_that_became_conferences_is_computed(analyst, half_years):
    row = next(cells for name, cells in half_year_rows(analyst).items() if "as a share of section 47 enquiries" in name)

    # 193 ÷ 941 and 171 ÷ 703; the printed report says 25%.
    assert row[:2] == ["20.5", "24.3"]


def test_two_sources_for_the_same_twelve_months_are_flagged(analyst, both_tables):
    flag = "Two sources for the same 12 months: 1,644 (941 + 703) by the half-years, 1,808 by the scorecard."

    assert any(flag in name for name in scorecard_rows(analyst))
    assert any(flag in name for name in half_year_rows(analyst))


def test_two_statistical_neighbour_figures_are_flagged(analyst, both_tables):
    flag = "Two statistical-neighbour figures: 50 and 63.5."

    assert any(flag in name for name in scorecard_rows(analyst))
    assert any(flag in name for name in half_year_rows(analyst))


def test_cared_for_children_at_the_statistical_neighbours_rate(analyst, both_tables):
    facts = facts_on(analyst, "cared-for-children-rate")

    assert facts["At the statistical neighbours’ rate of 90 (half-year comparison, 2021/22)"].startswith("487, 130 fewer 617 × 90 ÷ 114.1")
    assert facts["At the statistical neighbours’ rate of 89 (scorecard, year not given)"].startswith("481, 136 fewer 617 × 89 ÷ 114.1")


def test_months_for_referrals_to_reach_the_statistical_neighbours(analyst, spring):
    facts = facts_on(analyst, "referrals-rate")

    fact = facts["Months to reach the statistical neighbours’ 579.3 at the pace since April 2023"]
    assert fact.startswith("5.7 months (703.9 − 579.3) ÷ ((769.2 − 703.9) ÷ 3)")


def test_how_far_assessments_are_from_the_statistical_neighbours(analyst, half_years):
    page = analyst.get("/performance/indicators/half-year-assessments-rate/").content.decode()

    # Neither side is better, so that nothing is needed: it is a difference.
    assert "−26.0% from 840 (February to July 2023)" in page
    assert "−30.7% from 897 (August 2022 to January 2023)" in page
    assert "Needed to reach" not in page


def test_the_population_that_the_pairs_imply(analyst, scorecard):
    facts = facts_on(analyst, "child-protection-plans-rate")

    fact = facts["Population aged 0 to 17 that the scorecard’s rate implies"]
    assert "54,058 to 54,101 over 10 pairs" in fact


def test_section_47_enquiries_annualised(analyst, both_tables):
    facts = facts_on(analyst, "half-year-section-47-enquiries-number")

    fact = facts["Annualised rate check, August 2022 to January 2023"]
    assert fact.startswith("348 per 10,000 children; the table prints 348")


def test_one_month_is_recovered_from_two_rolling_years(analyst, scorecard):
    fact = facts_on(analyst, "referrals-number")["July 2023 against July 2022"]

    assert fact.startswith("−135 3,808 − 3,943")


@pytest.mark.parametrize(
    ("indicator", "cells"),
    [
        (
            "Open cases (CIN CP CfC) with appropriate case supervision recorded %",
            ["72.8", "63.4", "–", "Down, worse 9.4 percentage points lower"],
        ),
        ("Cared for children currently open Number", ["610", "617", "–", "Up 1.1% higher"]),
        ("Average caseload (not full-time equivalent) Number", ["15.7", "14.5", "–", "Down, better 7.6% lower"]),
        ("Sickness absence %", ["NA", "7.74", "–", "No earlier figure"]),
        ("Referral starts in last 12 months Rate per 10,000 children", ["728.9", "703.9", "579.3", "Down 3.4% lower"]),
    ],
)  # fmt: skip
def test_the_scorecard_shows_the_reports_figures(analyst, scorecard, indicator, cells):
    assert scorecard_rows(analyst)[indicator][1:5] == cells


@pytest.fixture
def typed_neighbours(tmp_path):
    for name, text in (("lait.csv", neighbours_2022.lait_file()), ("neighbours.csv", neighbours_2022.neighbours_file())):
        (tmp_path / name).write_text(text)
        call_command("import_kpis", str(tmp_path / name), stdout=StringIO())


# The same averages as from the published files, in test_published_data.
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("measure", "average"),
    [("Continue_Assess_Comp", 89.2), ("PrevRegCPR", 25.1), ("LAC", 90.1), ("CareLeaverAcc", 90.2), ("CareLeaverEET", 51.6)],
)
def test_the_neighbours_of_2022_average_as_printed(typed_neighbours, measure, average):
    out = StringIO()
    call_command("comparator", council="Sefton", measure=measure, year=2022, model="2021-04", stdout=out)

    printed = json.loads(out.getvalue())
    assert (round(printed["value"], 1), printed["model"], printed["year"]) == (average, "2021-04", 2022)
