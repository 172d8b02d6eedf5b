"""Starting a report."""

import datetime

import pytest

from reports.models import Report
from tests.reports.pages.reading import trail_of, words

URL = "/reports/new/"
ANSWERS = {
    "first_month_month": "6",
    "first_month_year": "2023",
    "last_month_month": "7",
    "last_month_year": "2023",
    "meeting_date_day": "7",
    "meeting_date_month": "9",
    "meeting_date_year": "2023",
}


def test_lead_starts_a_report(lead):
    response = lead.post(URL, ANSWERS)

    report = Report.objects.get()
    assert response.url == "/reports/2023-06-to-2023-07/"
    assert report.meeting_date == datetime.date(2023, 9, 7)
    assert trail_of(report) == ["opened the report"]


def test_a_report_on_one_month_has_the_month_as_its_address(lead):
    assert lead.post(URL, ANSWERS | {"first_month_month": "7"}).url == "/reports/2023-07/"


def test_the_months_with_audits_are_suggested(lead, june, july):
    initial = lead.get(URL).context["form"].initial

    assert (initial["first_month"], initial["last_month"]) == (datetime.date(2023, 6, 1), datetime.date(2023, 7, 1))


def test_a_period_has_one_report(lead, report):
    assert "There is a report on June and July 2023 already" in words(lead.post(URL, ANSWERS))


def test_a_period_the_wrong_way_round_is_refused(lead):
    assert "The last month is earlier than the first" in words(lead.post(URL, ANSWERS | {"last_month_month": "5"}))


def test_a_usual_period_is_one_choice(lead, june, july):
    choices = dict(lead.get(URL).context["form"].fields["period"].choices)

    response = lead.post(URL, {"period": "2023-04-to-2023-06"})

    assert choices["2023-04-to-2023-06"] == "Latest full quarter: April to June 2023"
    assert response.url == "/reports/2023-04-to-2023-06/"


def test_other_months_are_asked_for(lead, june):
    assert "Enter the first month" in words(lead.post(URL, {"period": "other"}))


def test_a_missing_month_is_asked_for(lead):
    assert "First month must include a month" in words(lead.post(URL, ANSWERS | {"first_month_month": ""}))


@pytest.mark.parametrize("who", ["director", "board_member", "outsider", "auditor"])
def test_nobody_else_may(request, who):
    assert request.getfixturevalue(who).post(URL, ANSWERS).status_code == 403
