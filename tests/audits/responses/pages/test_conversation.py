"""/audits/<number>/conversation/: what the service manager and the practitioner learned from an Inadequate that was upheld."""

import datetime

import pytest
from django.urls import reverse

from audits.auditing.services.auditing import submit_audit
from audits.enums import Grade
from audits.models import Audit, ReflectiveConversation, TeamResponse
from audits.moderation.services.moderation import finish_moderation, save_moderator_grades
from audits.overview.pages.work import work_for
from foundation.accounts.models import Absence, Service
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.notices.models import Notice
from tests.audit_stages import agreed_as_submitted, grade_all, moderate_unchanged
from tests.replay import replayed

SUBMITTED, MODERATED, HELD = datetime.date(2023, 6, 20), datetime.date(2023, 6, 28), datetime.date(2023, 7, 5)
SAID = {
    "held_on": "2023-07-05",
    "present": "Sunil Mehta and Will Okafor",
    "learned": "We both lost sight of what came first.",
    "support": "Two protected half days.",
}


def submitted(audit: Audit, overall: Grade) -> Audit:
    with frozen_clock(SUBMITTED):
        return submit_audit(actor=audit.auditor, audit=grade_all(audit, overall))


def moderated(audit: Audit, overall: str) -> Audit:
    """Every domain as submitted, and this overall grade."""
    agreed = [
        (domain, grade, "") if domain else (None, overall, "Weighed again.", "outcome") for domain, grade, _ in agreed_as_submitted(audit)
    ]
    with frozen_clock(MODERATED):
        save_moderator_grades(actor=audit.moderator, audit=audit, grades=agreed_as_submitted(audit))
        return finish_moderation(actor=audit.moderator, audit=audit, agreed=agreed)


@pytest.fixture
@replayed
def inadequate(allocated_audit) -> Audit:
    return submitted(allocated_audit, Grade.INADEQUATE)


@pytest.fixture
@replayed
def upheld(inadequate) -> Audit:
    with frozen_clock(MODERATED):
        return moderate_unchanged(inadequate)


def url(audit, page="conversation") -> str:
    return reverse(f"audits:{page}", args=[audit.number])


def record(visitor, audit, **other):
    with frozen_clock(HELD):
        return visitor.post(url(audit, "record-conversation"), SAID | other)


def told(key: str, **about) -> list[str]:
    return sorted(Notice.objects.filter(key__startswith=key, **about).values_list("person__name", flat=True))


def text(answer) -> str:
    return answer.content.decode()


def test_an_inadequate_is_told_to_the_managers_at_once_and_to_nobody_else(inadequate):
    assert told("audit.inadequate", at_once=True) == ["Sunil Mehta", "Tara Quinn"]
    assert TeamResponse.objects.get().due == datetime.date(2023, 6, 27)


def test_what_they_are_told_holds_no_case_content(inadequate):
    notice = Notice.objects.filter(key__startswith="audit.inadequate").first()

    assert notice.subject == f"Audit {inadequate.number} is graded Inadequate"
    assert notice.words == "Elm Team. Read what was found and respond by 27 June 2023."


def test_of_a_manager_who_is_away_the_head_is_told_as_well(allocated_audit, team_manager):
    Absence.objects.create(person=team_manager.person, first_day=SUBMITTED, last_day=SUBMITTED)

    submitted(allocated_audit, Grade.INADEQUATE)

    assert told("audit.inadequate") == ["Helen Frost", "Sunil Mehta", "Tara Quinn"]


def test_a_better_grade_tells_nobody(submitted_audit):
    assert told("audit.inadequate") == []


def test_where_it_is_upheld_the_conversation_is_due_in_ten_working_days(upheld):
    assert ReflectiveConversation.objects.get(audit=upheld).due == datetime.date(2023, 7, 12)
    assert told("audit.upheld") == ["Sunil Mehta"]


def test_where_it_is_not_upheld_the_managers_are_told_and_nothing_more_is_asked(inadequate, team_manager):
    audit = moderated(inadequate, "RI")

    assert told("audit.not_upheld") == ["Sunil Mehta", "Tara Quinn"]
    assert not ReflectiveConversation.objects.exists()
    assert not Audit.objects.awaiting_response().exists()
    assert work_for(team_manager.person, MODERATED) == []
    assert "no longer needed: moderation judged the record better" in text(team_manager.get(audit.get_absolute_url()))


def test_an_answer_to_what_was_not_upheld_is_no_longer_taken(inadequate, team_manager):
    moderated(inadequate, "RI")

    team_manager.post(url(inadequate, "respond"), {"text": "Seen today."})

    assert TeamResponse.objects.get().text == ""


def test_where_moderation_is_the_first_to_say_so_the_team_is_asked_then(allocated_audit):
    moderated(submitted(allocated_audit, Grade.REQUIRES_IMPROVEMENT), "I")

    assert TeamResponse.objects.get().due == datetime.date(2023, 7, 5)
    assert told("audit.inadequate", at_once=True) == ["Sunil Mehta", "Tara Quinn"]


def test_the_service_manager_records_it(service_manager, upheld):
    answer = record(service_manager, upheld)

    conversation = ReflectiveConversation.objects.get(audit=upheld)
    assert answer.url == url(upheld)
    assert (conversation.held_on, conversation.learned, conversation.recorded_by) == (HELD, SAID["learned"], service_manager.person)


def test_it_leaves_a_trace(service_manager, upheld):
    record(service_manager, upheld)

    assert Entry.objects.of(upheld.conversation).get().sentence == "recorded the reflective conversation"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"held_on": "2023-07-06"}, "The conversation must have taken place: its date cannot be in the future."),
        ({"held_on": "2023-06-27"}, "The conversation must be on or after 28 June 2023, when the grade was upheld."),
        ({"learned": ""}, "Answer “What was learned?”"),
    ],
)
def test_what_is_wrong_stands_by_its_field(service_manager, upheld, wrong, says):
    answer = record(service_manager, upheld, **wrong)

    assert answer.context["form"].errors == {next(iter(wrong)): [says]}
    assert SAID["support"] in text(answer)


def test_the_practitioner_their_managers_and_the_lead_read_it(worker, team_manager, head_of_service, lead, service_manager, upheld):
    record(service_manager, upheld)

    readers = (worker, team_manager, head_of_service, lead)
    assert all(SAID["learned"] in text(visitor.get(url(upheld))) for visitor in readers)
    assert all(url(upheld) in text(visitor.get(upheld.get_absolute_url())) for visitor in readers)


def test_nobody_else_finds_it(auditor, moderator, director, outsider, board_member, administrator, upheld):
    visitors = (auditor, moderator, director, outsider, board_member, administrator)

    assert {visitor.get(url(upheld)).status_code for visitor in visitors} == {404}
    assert url(upheld) not in text(auditor.get(upheld.get_absolute_url()))


def test_those_who_read_do_not_record(worker, team_manager, lead, upheld):
    assert {record(visitor, upheld).status_code for visitor in (worker, team_manager, lead)} == {403}


def test_where_the_service_has_nobody_the_teams_manager_records(team_manager, upheld):
    Service.objects.update(manager=None, head=None)

    assert record(team_manager, upheld).url == url(upheld)


def test_the_second_time_changes_nothing(service_manager, upheld):
    record(service_manager, upheld)
    record(service_manager, upheld, learned="Something else.")

    assert ReflectiveConversation.objects.get().learned == SAID["learned"]


def test_it_waits_for_the_service_manager_until_it_is_held(service_manager, head_of_service, upheld):
    items = work_for(service_manager.person, HELD)

    assert [(item.what, item.due) for item in items] == [
        (f"Hold the reflective conversation on audit {upheld.number}", datetime.date(2023, 7, 12))
    ]
    record(service_manager, upheld)
    assert work_for(service_manager.person, HELD) == []


def test_the_head_of_service_sees_late_responses_as_a_count(head_of_service, inadequate):
    late = datetime.date(2023, 6, 28)

    assert work_for(head_of_service.person, datetime.date(2023, 6, 27)) == []
    assert [item.what for item in work_for(head_of_service.person, late)] == ["Ask for 1 response to Inadequate audits in Rowan Service"]
