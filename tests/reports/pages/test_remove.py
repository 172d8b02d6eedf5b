"""Taking back a report that was opened by mistake."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from foundation.activity.models import Entry
from reports.models import Report
from reports.services import open_report, remove_report, write_section
from tests.replay import replayed


@pytest.fixture
@replayed
def draft(lead) -> Report:
    return open_report(actor=lead.person, first_month=datetime.date(2023, 6, 1), last_month=datetime.date(2023, 6, 1))


def url(report) -> str:
    return f"/reports/{report.code}/remove/"


def test_lead_removes_an_empty_draft(lead, draft):
    assert "Remove the draft" in lead.get(draft.get_absolute_url()).content.decode()
    assert "Remove the report" in lead.get(url(draft)).content.decode()

    assert lead.post(url(draft)).url == "/reports/"
    assert not Report.objects.exists()
    assert Entry.objects.get(verb="report.removed").facts["period"] == "June 2023"


def test_a_draft_with_words_stays(lead, draft):
    write_section(actor=lead.person, report=draft, key="summary", text="Practice improved.")

    assert "cannot be removed" in lead.get(url(draft)).content.decode()
    lead.post(url(draft))
    with pytest.raises(ValidationError, match="nothing is written"):
        remove_report(actor=lead.person, report=draft)
    assert Report.objects.exists()


@pytest.mark.parametrize(("first", "last"), [("9998-01", "9998-02"), ("1999-12", "2000-01"), ("2001-01", "2023-06")])
def test_a_period_that_nobody_can_mean_is_refused(lead, first, last):
    months = [datetime.date(int(code[:4]), int(code[5:]), 1) for code in (first, last)]

    with pytest.raises(ValidationError):
        open_report(actor=lead.person, first_month=months[0], last_month=months[1])


@pytest.mark.parametrize("who", ["director", "board_member", "auditor"])
def test_nobody_else_may(request, draft, who):
    assert request.getfixturevalue(who).post(url(draft)).status_code in (403, 404)
    assert Report.objects.exists()
