"""/audits/<number>/respond/: the team answers for an Inadequate."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actions.services import raise_action
from audits.auditing.services.auditing import save_findings, submit_audit
from audits.enums import FindingKind, Grade, Source
from audits.models import TeamResponse
from foundation.activity.models import Entry
from tests.audit_stages import grade_all
from tests.browser import assert_accessible, sign_in
from tests.reach import LAPTOP, reach_faults
from tests.replay import replayed

SAID = {"text": "Seen today by the duty worker; strategy discussion tomorrow."}


def url(audit):
    return reverse("audits:respond", args=[audit.number])


@pytest.fixture
@replayed
def inadequate(allocated_audit):
    audit = grade_all(allocated_audit, Grade.INADEQUATE)
    return submit_audit(actor=audit.auditor, audit=audit)


def test_the_team_manager_answers(team_manager, inadequate):
    team_manager.post(url(inadequate), SAID)

    response = TeamResponse.objects.get(audit=inadequate)
    assert (response.text, response.answered_by) == (SAID["text"], team_manager.person)


def test_it_leaves_a_trace(team_manager, inadequate):
    team_manager.post(url(inadequate), SAID)

    assert Entry.objects.of(inadequate).last().sentence == "answered for the team"


def test_the_page_says_by_when(team_manager, inadequate):
    response = inadequate.response

    assert f"Response due {response.due:%-d %B %Y}" in team_manager.get(url(inadequate)).content.decode()


def test_what_was_found_stands_above_the_answer(auditor, team_manager, worker, allocated_audit):
    audit = grade_all(allocated_audit, Grade.INADEQUATE)
    save_findings(actor=auditor.person, audit=audit, kind=FindingKind.AREA, findings=[("No visit since May", Source.RECORD)])
    raise_action(actor=auditor.person, audit=audit, what="Visit this week", why="Unseen.", owner=worker.person)
    submit_audit(actor=auditor.person, audit=audit)

    page = team_manager.get(url(audit)).content.decode()
    before = page.partition('id="respond"')[0]
    shown = ("No visit since May", "Taken together.", "Seen in the record: Assessment.", "Visit this week", "qa-grade--inadequate")
    assert [words for words in shown if words not in before] == []


def test_an_empty_answer_is_asked_for(team_manager, inadequate):
    answer = team_manager.post(url(inadequate), {"text": " "})

    assert answer.context["form"].errors == {"text": ["Answer “What has the team done, and what will it do?”"]}


def test_the_service_manager_and_the_head_may_answer_too(service_manager, head_of_service, inadequate):
    assert {visitor.get(url(inadequate)).status_code for visitor in (service_manager, head_of_service)} == {200}


def test_the_lead_and_the_auditor_read_but_do_not_answer(lead, auditor, inadequate):
    assert {visitor.post(url(inadequate), SAID).status_code for visitor in (lead, auditor)} == {403}


def test_outsiders_and_the_worker_get_404(outsider, worker, inadequate):
    assert {visitor.get(url(inadequate)).status_code for visitor in (outsider, worker)} == {404}


def test_an_audit_that_asks_for_no_response_is_404(team_manager, moderated_audit):
    assert team_manager.get(url(moderated_audit)).status_code == 404


def test_the_second_time_does_nothing(team_manager, inadequate):
    team_manager.post(url(inadequate), SAID)

    answer = team_manager.post(url(inadequate), {"text": "Something else"})

    assert (answer.status_code, "Something else" in answer.content.decode()) == (409, True)
    assert TeamResponse.objects.get(audit=inadequate).text == SAID["text"]


@pytest.mark.browser
def test_the_form_stays_beside_what_was_found_while_it_is_read(page, live, team_manager, inadequate):
    sign_in(page, live, team_manager)
    page.set_viewport_size(LAPTOP)
    page.goto(live + url(inadequate))
    page.get_by_text("Taken together.").scroll_into_view_if_needed()

    box, found = page.get_by_label("What has the team done, and what will it do?"), page.get_by_text("Taken together.")
    expect(box).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Send the response")).to_be_in_viewport(ratio=1)
    assert found.bounding_box()["x"] + found.bounding_box()["width"] <= box.bounding_box()["x"]
    assert reach_faults(page) == []
    assert_accessible(page)
