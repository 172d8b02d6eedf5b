"""Texts of the last report that go on in the next one, marked until somebody has looked."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from foundation.accounts.enums import Role
from foundation.council.clock import today
from insight.facts import FactReader, facts_of_period, insertable
from reports.models import Report
from reports.queries.approval import approvers_of, has_part_in
from reports.queries.drafts import document_of
from reports.rendering import render
from reports.sections import section_for
from reports.services import approve_report, carry_forward, insert_fact, open_report, write_section
from tests.people import Visitor, add_person
from tests.reports import word
from tests.reports.pages.reading import trail_of, words

URL = "/reports/2023-08/"
PACE = f"{URL}sections/pace/"
MARK = "Carried forward from the report on June and July 2023. Nobody has looked at it since."


@pytest.fixture
def following(lead, director, written_report) -> Report:
    """The report after an approved one that says something about the pace."""
    write_section(actor=lead.person, report=written_report, key="pace", text="Training has reached **two** teams.")
    write_section(actor=lead.person, report=written_report, key="decisions", text="- Agree the sample.")
    approve_report(actor=director.person, report=written_report)
    august = datetime.date(2023, 8, 1)
    return open_report(actor=lead.person, first_month=august, last_month=august)


def texts(report) -> dict[str, str]:
    return dict(report.texts.values_list("key", "text"))


def test_texts_go_on_but_for_what_the_board_must_decide(lead, following):
    assert sorted(carry_forward(actor=lead.person, report=following)) == ["pace", "summary"]
    assert texts(following)["pace"] == "Training has reached **two** teams."
    assert "decisions" not in texts(following)


@pytest.mark.parametrize("then", ["as it is", "changed a little"])
def test_who_wrote_what_goes_on_does_not_approve_the_report_that_it_goes_on_in(lead, written_report, head_of_service, then):
    """Another lead wrote it in the report before, and gives the office up; nobody else’s words are approved by them through a deputy."""
    deputy = Visitor(add_person("Una Castell", Role.QA_LEAD))
    write_section(actor=deputy.person, report=written_report, key="pace", text="Training has reached **two** teams.")
    approve_report(actor=head_of_service.person, report=written_report)
    august = datetime.date(2023, 8, 1)
    following = open_report(actor=lead.person, first_month=august, last_month=august)
    assert not has_part_in(deputy.person, following)

    carry_forward(actor=lead.person, report=following, keys=["pace"])
    if then == "changed a little":
        write_section(actor=lead.person, report=following, key="pace", text="Training has reached **two** teams by now.")

    assert has_part_in(deputy.person, following)
    assert deputy.person not in approvers_of(following, today())
    with pytest.raises(PermissionDenied):
        approve_report(actor=deputy.person, report=following)


def test_what_is_written_already_stays(lead, following):
    write_section(actor=lead.person, report=following, key="pace", text="Four teams.")

    carry_forward(actor=lead.person, report=following)

    assert texts(following)["pace"] == "Four teams."


def test_they_are_marked_on_the_page_in_the_list_of_what_is_missing_and_in_the_report(lead, following):
    carry_forward(actor=lead.person, report=following)

    text = words(lead.get(URL))
    assert text.count(MARK) == 2
    assert "Carried forward: Pace of practice improvement" in text
    assert MARK in [block.text for section in document_of(following).sections for block in section.blocks if hasattr(block, "text")]


@pytest.mark.parametrize("look", ["change", "confirm"])
def test_the_mark_goes_when_somebody_has_looked(lead, following, look):
    carry_forward(actor=lead.person, report=following, keys=["pace"])

    if look == "change":
        lead.post(PACE, {"text": "Training has reached three teams.", "seen": ""})
    else:
        lead.post(f"{PACE}confirm/")

    text = words(lead.get(URL))
    assert MARK not in text
    assert "Carried forward: Pace" not in text
    assert trail_of(following)[-1] == ("wrote a section" if look == "change" else "confirmed a text that was carried forward")


def test_a_fact_that_is_put_under_it_from_elsewhere_is_no_look(lead, following):
    july = datetime.date(2023, 7, 1)
    reader = FactReader(july, july)
    fact = insertable(facts_of_period(reader.period(july, july)), reader)[0]
    key = section_for(fact.kind, is_about_domain=bool(fact.domains))
    write_section(actor=lead.person, report=following, key=key, text="Graded.")
    following.texts.update(carried_from=Report.objects.approved().get())

    insert_fact(actor=lead.person, report=following, fact=fact)

    row = following.texts.get(key=key)
    assert (fact.sentence in row.text, row.carried_from is None) == (True, False)


def test_the_last_text_is_beside_the_box_and_is_carried_with_one_press(lead, following):
    page = lead.get(PACE)
    assert "Training has reached <strong>two</strong> teams." in page.content.decode()

    lead.post(f"{PACE}carry/")

    assert "What the last report said" in lead.get(PACE).content.decode()
    assert texts(following)["pace"] == "Training has reached **two** teams."
    assert "Carry this text forward" not in words(lead.get(PACE))


def test_without_a_report_before_nothing_is_beside_it(lead, report):
    assert "What the last report said" not in lead.get("/reports/2023-06-to-2023-07/sections/pace/").content.decode()


def test_the_person_who_starts_a_report_chooses_whether_texts_go_on(lead, following):
    answers = {"period": "other", "last_month_month": "9", "last_month_year": "2023", "first_month_month": "9", "first_month_year": "2023"}
    assert lead.get("/reports/new/").context["form"].initial["carry"] is True

    lead.post("/reports/new/", answers | {"carry": "on"})

    assert "pace" in texts(Report.objects.get(first_month="2023-09-01"))


def test_files_have_the_mark(lead, following):
    carry_forward(actor=lead.person, report=following, keys=["pace"])

    assert MARK in word.says(word.opened(render(document_of(following), "docx")))


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("board_member", 404), ("outsider", 404)])
def test_nobody_else_carries_or_confirms(request, who, status, following):
    visitor = request.getfixturevalue(who)

    assert {visitor.post(f"{PACE}carry/").status_code, visitor.post(f"{PACE}confirm/").status_code} == {status}
