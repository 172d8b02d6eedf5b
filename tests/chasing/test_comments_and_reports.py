"""Comments are chased from the month's page and from the readiness of a report, which says who was reminded when."""

import datetime

import pytest

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.chasing.models import Reminder
from foundation.council.clock import frozen_clock
from performance.models import Commentary, Indicator
from performance.services import ask_for_comment
from reports.models import Report
from reports.services import ask_for_approval
from tests.performance.conftest import JULY, scorecard
from tests.reading import text_of
from tests.reports.conftest import july, june, report

__all__ = ["july", "june", "report", "scorecard"]

DUE = datetime.date(2023, 8, 25)
LATE = datetime.date(2023, 9, 1)
COLLECT = "/performance/comments/2023-07/"


@pytest.fixture
def late_comment(analyst, head_of_service, scorecard) -> Commentary:
    with frozen_clock(datetime.date(2023, 8, 18)):
        indicator = Indicator.objects.get(slug="referrals-rate")
        return ask_for_comment(actor=analyst.person, indicator=indicator, month=JULY, person=head_of_service.person, due=DUE)


@pytest.fixture(autouse=True)
def _late(late_comment):
    with frozen_clock(LATE):
        yield


def send(visitor, address: str):
    people = [value for value, _ in visitor.get(address).context["form"].fields["people"].choices]
    return visitor.post(address, {"people": people, "introduction": "The Board meets next week."}, follow=True)


def test_an_analyst_reminds_from_the_months_comments(analyst, late_comment):
    assert "/reminders/?of=comments-2023-07" in text_of(analyst.get(COLLECT))

    page = send(analyst, "/reminders/?of=comments-2023-07")

    assert page.redirect_chain == [(COLLECT, 302)]
    assert f"Reminded on 1 September 2023 by {analyst.person}" in text_of(page)
    assert Reminder.objects.get().words.endswith(f"- Comment on {late_comment.indicator.measure}, July 2023: 4 working days late")


def test_the_author_of_a_report_reminds_from_its_readiness(lead, head_of_service, report):
    address = f"/reminders/?of=report-{report.code}"
    assert address in text_of(lead.get(report.get_absolute_url()))

    page = send(lead, address)

    assert page.redirect_chain == [(report.get_absolute_url(), 302)]
    assert f"Asked of {head_of_service.person}, due 4 working days late. Reminded on 1 September 2023 by {lead.person}" in text_of(page)


def test_an_approval_that_is_late_can_be_chased_by_who_wrote_the_report(lead, director, head_of_service, report):
    """Asked for on 1 September; the meeting is on the 7th, and they have five working days of their own."""
    ask_for_approval(actor=lead.person, report=report)
    address = f"/reminders/?of=report-{report.code}"

    def asked() -> list[str]:
        late = lead.get(address).context["form"].late
        return [each.person.name for each in late if any(owed.key.startswith("report.") for owed in each.owed)]

    with frozen_clock(datetime.date(2023, 9, 8)):
        assert asked() == []
    with frozen_clock(datetime.date(2023, 9, 11)):
        assert asked() == sorted([director.person.name, head_of_service.person.name])
        send(lead, address)
        assert Entry.objects.of(report).last().sentence == "reminded who was asked to approve it"


def test_who_only_reads_the_draft_is_offered_no_reminder(director, report):
    assert "/reminders/" not in text_of(director.get(report.get_absolute_url()))


def test_a_report_that_is_approved_waits_for_nobody(lead, report, late_comment):
    """Its name in the address is then none, and the page shows everything."""
    Report.objects.filter(pk=report.pk).update(state="approved", approved_by=lead.person, approved_on=LATE, content={})

    assert lead.get(f"/reminders/?of=report-{report.code}").context["place"].name == ""


def test_a_comment_that_has_come_is_not_asked_for_again(analyst, late_comment):
    Commentary.objects.update(written_on=LATE, written_by=Person.objects.get(pk=late_comment.asked_of_id))

    assert "No one is late who can be reminded." in text_of(analyst.get("/reminders/?of=comments-2023-07"))
