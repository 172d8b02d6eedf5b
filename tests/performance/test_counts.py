"""What counts something, so that its parts add up and another council's says nothing of ours, and what is a number and no count."""

import pytest

from performance.calculations import counts_something
from performance.models import Indicator
from performance.queries.comparators import is_count
from tests.performance.imports.test_import_kpis import run, written
from tests.performance.pages.reading import text_of
from tests.performance.pages.test_indicator import long_table


@pytest.mark.parametrize(
    "name",
    [
        "Median days", "Median_days_duration", "Average caseload", "Mean age at start", "Days between placement order and match",
        "Average time between a child entering care and moving in with its adoptive family (days)",
        "Working days lost", "Time taken to decide",
        "Number of days lost to sickness", "Total working days absent", "Ratio of children to workers", "Deprivation score",
        "A1 Average time: months between entering care and placement", "Duration of plans (weeks)",
    ],
)  # fmt: skip
def test_an_average_or_a_length_of_time_is_no_count(name):
    assert not counts_something(name.replace("_", " "))


@pytest.mark.parametrize(
    "name",
    [
        "Referral starts in last 12 months", "Assessments completed within 45 working days", "Children looked after at 31 March",
        "Section 47",
        "Children in need with a visit within the last 20 working days", "Initial conferences within 15 days", "Meaningful contacts",
        "Children with 3 or more placements during the year", "Agency workers", "Medical assessments",
    ],
)  # fmt: skip
def test_children_and_events_are_counts_whatever_days_they_are_counted_in(name):
    assert counts_something(name)


def test_every_whole_number_of_our_own_tables_is_a_count(db):
    numbers = Indicator.objects.filter(unit="number", series__in=["scorecard", "half-years"])

    assert {each.label for each in numbers if not is_count(each)} == {"Average caseload (not full-time equivalent)"}


def test_of_rolling_medians_no_month_is_recovered(analyst, tmp_path):
    """The difference of two rolling counts is that of two months; of two medians it is nothing."""
    Indicator.objects.filter(slug="referrals-number").update(label="Median days from referral to decision")
    long_table(tmp_path, "referrals-number", [40, 44] * 7)

    page = text_of(analyst.get("/performance/indicators/referrals-number/").text)

    assert "recovered from the rolling" not in page
    assert "July 2023 against July 2022" not in page


def test_published_medians_are_not_called_counts(analyst, tmp_path):
    """Of the council alone, where nothing else tells a total from an average."""
    header = "time_period,time_identifier,geographic_level,country_code,country_name,old_la_code,new_la_code,la_name,Median_days_duration"
    lines = [f"{year},Financial year,Local authority,E92000001,England,343,E08000014,Ours,{30 + year % 7}" for year in (202122, 202223)]
    run(written(tmp_path, "\n".join([header, *lines]).encode()))

    page = text_of(analyst.get("/performance/comparators/", {"council": "343"}).text)

    assert "Ours" in page
    assert "These are counts" not in page
