"""A person who opened a report or wrote in it does not approve it, whatever changed on the way; the approved report says who did both."""

import re
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied

from audits.cycles.services.cycles import change_cycle
from audits.models import Cycle
from desk.pages.work import work_for
from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.notices.models import Notice
from performance.imports.services import import_figures
from performance.models import Indicator
from performance.services import publish_comments, write_comment
from reports.models import Report
from reports.services import approve_report, ask_for_approval, open_report, save_findings, write_section
from tests.month_grades import JULY, JUNE
from tests.performance.files import SCORECARD
from tests.reports.pages.reading import words

REPORT = "/reports/2023-06-to-2023-07/"
URL = f"{REPORT}approve/"
ASK = f"{REPORT}ask/"


def give(visitor, role: Role) -> None:
    """As an administrator does: the person is then read again."""
    PersonRole.objects.get_or_create(person=visitor.person, role=role)
    visitor.person.__dict__.pop("roles", None)


def write_some(visitor, report: Report) -> None:
    write_section(actor=visitor.person, report=report, key="pace", text="Well.")


def choose_findings(visitor, report: Report) -> None:
    save_findings(actor=visitor.person, report=report, findings=[("strength", "Well.", "record")])


def comment(visitor, report: Report) -> None:
    indicator = Indicator.objects.get(slug="referrals-rate")
    said = write_comment(actor=visitor.person, indicator=indicator, month=JULY, status=None, comment="Fewer came.", action="")
    publish_comments(actor=visitor.person, commentaries=[said])


def set_status(visitor, report: Report) -> None:
    indicator = Indicator.objects.get(slug="referrals-rate")
    write_comment(actor=visitor.person, indicator=indicator, month=JULY, status=1, comment="", action="")


def plan(visitor, report: Report) -> None:
    """The report prints the theme."""
    change_cycle(actor=visitor.person, cycle=Cycle.objects.get(month=JULY), theme="Supervision")


@pytest.mark.parametrize("does", [write_some, choose_findings, comment, set_status, plan])
def test_whoever_wrote_what_it_shows_does_not_approve_though_the_office_changes(director, analyst, report, does):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    give(director, Role.QA_LEAD)
    does(director, report)
    PersonRole.objects.filter(person=director.person, role=Role.QA_LEAD).delete()
    director.person.__dict__.pop("roles", None)

    assert director.post(URL, {"sure": "on"}).status_code == 403
    with pytest.raises(PermissionDenied):
        approve_report(actor=director.person, report=report)
    assert not Report.objects.get().is_approved


def test_text_that_somebody_else_wrote_over_counts_too(lead, director, report):
    give(director, Role.QA_LEAD)
    write_some(director, report)
    write_section(actor=lead.person, report=report, key="pace", text="All new.")

    assert director.post(URL, {"sure": "on"}).status_code == 403


def test_whoever_opened_it_does_not_approve_it(lead, director, june, july):
    give(director, Role.QA_LEAD)
    open_report(actor=director.person, first_month=JUNE, last_month=JULY)

    assert director.post(URL, {"sure": "on"}).status_code == 403


def test_the_page_says_why_and_who_can(lead, director, head_of_service, report):
    page = words(lead.get(REPORT))

    assert "Somebody else approves it." in page
    assert "Who can approve it: Dilys Kaur (director), Helen Frost (head of service)." in page
    assert 'href="/reports/2023-06-to-2023-07/approve/"' not in lead.get(REPORT).content.decode()


def test_they_are_asked_and_it_waits_in_their_my_work(lead, director, head_of_service, report):
    lead.post(ASK)

    assert {each.person for each in Notice.objects.filter(key__startswith="report-approval")} == {director.person, head_of_service.person}
    for visitor in (director, head_of_service):
        assert "Approve the report on June and July 2023" in [item.what for item in work_for(visitor.person, today())]
    assert "Approve" not in " ".join(item.what for item in work_for(lead.person, today()))


def test_once_approved_it_waits_for_nobody(lead, director, head_of_service, report):
    ask_for_approval(actor=lead.person, report=report)
    director.post(URL, {"sure": "on"})

    assert not [item for item in work_for(head_of_service.person, today()) if "Approve" in item.what]


def test_asking_twice_asks_once(lead, director, report):
    lead.post(ASK)
    lead.post(ASK)

    assert Entry.objects.filter(verb="report.approval_asked").count() == 1


def test_where_nobody_can_the_page_says_who_could(lead, report):
    page = words(lead.get(REPORT))

    assert "Nobody can approve it now" in page
    assert "A director, a head of service or another QA lead who has not written in it can." in page
    assert "Nobody who may approve it is here" in words(lead.post(ASK, follow=True))


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("board_member", 404), ("outsider", 404)])
def test_nobody_else_asks(request, who, status, report):
    assert request.getfixturevalue(who).post(ASK).status_code == status


def test_the_approved_report_names_who_wrote_and_who_approved_it_on_the_page_and_in_word(lead, director, head_of_service, analyst, report):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    indicator = Indicator.objects.get(slug="referrals-rate")
    indicator.owner = head_of_service.person
    indicator.save()
    said = write_comment(actor=head_of_service.person, indicator=indicator, month=JULY, status=None, comment="Fewer came.", action="")
    publish_comments(actor=analyst.person, commentaries=[said])
    write_some(lead, report)
    director.post(URL, {"sure": "on"})

    file = director.get(f"{REPORT}download/docx/").content
    in_word = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(file)).paragraphs)
    for text in (words(director.get(REPORT)), in_word, words(director.get(f"{REPORT}download/html/"))):
        assert re.search(r"Approved on \d+ \w+ \d{4} by Dilys Kaur", text)
        assert "Written by Leah Brandt; comments on figures by Helen Frost" in text
