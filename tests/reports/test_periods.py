"""The periods that a report is usually on."""

import datetime

import pytest

from reports.periods import usual_periods


def day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, 1)


def test_periods_up_to_july():
    found = usual_periods(day(2023, 7), day(2023, 6))

    assert [each.label for each in found] == [
        "Since the last report: June and July 2023",
        "One month: July 2023",
        "Latest full quarter: April to June 2023",
        "Financial year to date: April to July 2023",
        "Latest full financial year: April 2022 to March 2023",
    ]


@pytest.mark.parametrize(
    ("latest", "quarter", "year"),
    [
        (day(2023, 3), ("2023-01-to-2023-03"), "2022-04-to-2023-03"),
        (day(2023, 4), ("2023-01-to-2023-03"), "2022-04-to-2023-03"),
        (day(2023, 12), ("2023-10-to-2023-12"), "2022-04-to-2023-03"),
        (day(2024, 2), ("2023-10-to-2023-12"), "2022-04-to-2023-03"),
    ],
)
def test_quarters_and_financial_years_are_whole(latest, quarter, year):
    by_name = {each.name: each.code for each in usual_periods(latest, latest)}

    assert by_name["Latest full quarter"] == quarter
    assert by_name.get("Latest full financial year", year) == year


def test_a_period_that_has_a_report_is_not_offered():
    found = usual_periods(day(2023, 7), day(2023, 7), but=[(day(2023, 7), day(2023, 7))])

    assert "2023-07-to-2023-07" not in {each.code for each in found}
