"""A report on June and July, empty or with what the lead wrote."""

import datetime

import pytest

from reports.models import Report
from reports.services import approve_report, open_report, write_section
from tests.month_grades import JULY, JUNE, july, june
from tests.replay import replayed

__all__ = ["july", "june"]


@pytest.fixture
@replayed
def report(lead, june, july) -> Report:
    return open_report(actor=lead.person, first_month=JUNE, last_month=JULY, meeting_date=datetime.date(2023, 9, 7))


@pytest.fixture
@replayed
def written_report(lead, report) -> Report:
    write_section(actor=lead.person, report=report, key="summary", text="Demand fell again.\n\n- Fewer referrals.\n- Fewer conferences.")
    return report


@pytest.fixture
@replayed
def approved_report(director, written_report) -> Report:
    return approve_report(actor=director.person, report=written_report)
