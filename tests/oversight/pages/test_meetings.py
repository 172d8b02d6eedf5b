"""/check-and-challenge/: the meeting on a month's audits, its figures, its record and its decisions."""

import datetime
import io
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from actions.models import Action
from audits.enums import AuditState
from audits.models import Audit, Judgement
from audits.restricted.services.restricting import restrict_record
from desk.pages.work import work_for
from foundation.activity.models import Entry
from foundation.errors import StaleState
from oversight.enums import DecisionState, MeetingState
from oversight.models import CheckAndChallenge, MeetingDecision
from oversight.pages.closed_words import IN_ITS_PLACE
from oversight.pages.work import owed_in_oversight
from oversight.services import (
    add_decision,
    agree_record,
    finish_decision,
    hand_over_decisions,
    hold_meeting,
    make_action,
    open_audit_again,
    plan_meeting,
    write_minutes,
)
from oversight.stored import MONTH_FIGURES
from tests.oversight.conftest import DECISION, DUE, MINUTES, THE_DAY
from tests.reading import fresh, text_of

LIST = "/check-and-challenge/"
ASKS = ["change/", "held/", "minutes/", "cancel/", "decide/"]


def url(meeting, page="") -> str:
    return f"{LIST}{meeting.number}/{page}"


def of(decision, page) -> str:
    return f"{LIST}decisions/{decision.pk}/{page}/"


def waiting_for(person) -> list[str]:
    return [item.what for item in work_for(person, THE_DAY) if "check and challenge" in item.what]


def test_the_lead_plans_one_from_the_page_of_the_month(lead, head_of_service, director, cycle):
    assert f"{LIST}?month={cycle.code}" in text_of(lead.get(cycle.get_absolute_url()))

    given = {"cycle": cycle.pk, "held_on": "2023-08-08", "chair": head_of_service.person.pk, "people": [director.person.pk]}
    response = lead.post(f"{LIST}plan/", given | {"others": "Jo Blake, designated nurse\n\n"})

    planned = CheckAndChallenge.objects.get()
    assert response.url == url(planned)
    assert [str(row) for row in planned.attendances.all()] == ["Helen Frost", "Dilys Kaur", "Jo Blake, designated nurse"]
    assert str(cycle) in text_of(lead.get(f"{LIST}?month={cycle.code}"))


def test_a_second_meeting_on_the_same_day_is_refused(lead, head_of_service, meeting):
    with pytest.raises(ValidationError, match="planned for that day already"):
        plan_meeting(actor=lead.person, cycle=meeting.cycle, held_on=meeting.held_on, chair=head_of_service.person)


def test_somebody_without_a_leading_role_chairs_none(lead, cycle, auditor):
    with pytest.raises(ValidationError) as refused:
        plan_meeting(actor=lead.person, cycle=cycle, held_on=THE_DAY, chair=auditor.person)
    assert list(refused.value.message_dict) == ["chair"]


def test_people_are_invited_again_when_it_is_changed(lead, head_of_service, team_manager, meeting):
    given = {"held_on": "2023-08-02", "chair": head_of_service.person.pk, "people": [team_manager.person.pk], "others": ""}
    lead.post(url(meeting, "change/"), given)

    assert [str(row) for row in meeting.attendances.all()] == ["Helen Frost", "Tara Quinn"]
    assert fresh(meeting).held_on == datetime.date(2023, 8, 2)


def test_holding_it_freezes_the_grades_of_that_day(lead, held, submitted_audit):
    frozen = MONTH_FIGURES.read(held.figures)
    before = text_of(lead.get(url(held)))
    Judgement.objects.filter(audit=submitted_audit).delete()

    assert [(month.stage, month.audits) for month in frozen] == [("pre", 1)]
    assert "As they were on 1 August 2023" in before
    assert _tables(before) == _tables(text_of(lead.get(url(held))))


def _tables(page: str) -> list[str]:
    return re.findall(r"<table.*?</table>", page)


def test_who_was_there_is_said_with_people_who_came_uninvited(lead, meeting, team_manager):
    rows = list(meeting.attendances.all())
    given = {"held_on": "2023-08-01", "present": [rows[0].pk, rows[2].pk], "people": [team_manager.person.pk], "others": "Ed Moss, police"}
    lead.post(url(meeting, "held/"), given)

    found = {str(row): (row.was_invited, row.was_there) for row in meeting.attendances.all()}
    assert found == {
        "Helen Frost": (True, True),
        "Dilys Kaur": (True, False),
        "Jo Blake, designated nurse": (True, True),
        "Tara Quinn": (False, True),
        "Ed Moss, police": (False, True),
    }
    page = text_of(lead.get(url(meeting)))
    assert "Apologies" in page


def test_a_meeting_of_nobody_and_one_in_the_future_are_refused(lead, meeting):
    with pytest.raises(ValidationError, match="Say who was there"):
        hold_meeting(actor=lead.person, meeting=meeting, held_on=THE_DAY)
    with pytest.raises(ValidationError, match="today or in the past"):
        hold_meeting(actor=lead.person, meeting=meeting, held_on=datetime.date(2023, 8, 2), others=["Ed Moss"])
    assert fresh(meeting).state == MeetingState.PLANNED


def test_of_two_who_write_the_minutes_the_second_sees_both(lead, head_of_service, held):
    seen = lead.get(url(held, "minutes/")).context["form"]["seen"].value()
    head_of_service.post(url(held, "minutes/"), {"minutes": "Mine.", "seen": seen})

    page = text_of(lead.post(url(held, "minutes/"), {"minutes": "Another.", "seen": seen}))

    assert "Mine." in page
    assert "Another." in page
    assert fresh(held).minutes == "Mine."


def test_names_of_children_are_pointed_out_in_minutes_and_decisions(lead, held, team_manager):
    page = lead.post(url(held, "minutes/"), {"minutes": "They moved to PR8 1AA."})
    assert page.context["form"]["minutes"].value() == "They moved to PR8 1AA."
    with pytest.raises(ValidationError):
        add_decision(actor=lead.person, meeting=held, text="Ring NHS 943 476 5919", owner=team_manager.person, due=DUE)
    assert (fresh(held).minutes, MeetingDecision.objects.count()) == ("", 0)


def test_nobody_agrees_what_they_wrote(lead, head_of_service, minuted):
    with pytest.raises(PermissionDenied, match="did not write"):
        agree_record(actor=lead.person, meeting=minuted)

    head_of_service.post(url(minuted, "agree/"))

    agreed = fresh(minuted)
    assert (agreed.state, agreed.agreed_by) == (MeetingState.AGREED, head_of_service.person)
    with pytest.raises(StaleState):
        write_minutes(actor=lead.person, meeting=agreed, minutes="More.")


def test_a_record_without_minutes_is_not_agreed(head_of_service, held):
    head_of_service.post(url(held, "agree/"))

    assert fresh(held).state == MeetingState.HELD


def test_a_decision_is_in_my_work_of_who_carries_it_out_until_they_say_what_came_of_it(lead, team_manager, held):
    given = {"text": DECISION, "owner": team_manager.person.pk, "due": "2023-08-31"}
    lead.post(url(held, "decide/"), given)
    decision = MeetingDecision.objects.get()
    assert waiting_for(team_manager.person) == ["Carry out a decision of check and challenge, June 2023"]

    team_manager.post(of(decision, "done"), {"outcome": "The form asks for it since today."})

    assert (fresh(decision).state, waiting_for(team_manager.person)) == (DecisionState.DONE, [])
    assert "The form asks for it since today." in text_of(lead.get(url(held)))


def test_a_decision_becomes_an_action_with_its_words(lead, team_manager, decision):
    form = lead.get(of(decision, "action")).context["form"]
    assert (form["what"].value(), form["due"].value()) == (DECISION, DUE)

    given = {"what": DECISION, "why": "Decided.", "owner": team_manager.person.pk, "due": "2023-08-31"}
    lead.post(of(decision, "action"), given)

    action = Action.objects.get()
    decision = fresh(decision)
    assert (decision.state, decision.action, action.owner) == (DecisionState.ACTION, action, team_manager.person)
    assert action.get_absolute_url() in text_of(lead.get(url(decision.meeting)))
    with pytest.raises(StaleState):
        make_action(actor=lead.person, decision=decision, what="Again", why="Again", owner=team_manager.person)


def test_a_decision_opens_an_audit_again_by_its_own_rules(lead, decision, moderated_audit):
    lead.post(of(decision, "open-again"), {"audit": moderated_audit.pk, "reason": "The reasons are missing."})

    decision = fresh(decision)
    assert fresh(moderated_audit).state == AuditState.IN_PROGRESS
    assert (decision.state, decision.audit, decision.outcome) == (
        DecisionState.DONE,
        moderated_audit,
        f"{moderated_audit} was opened again.",
    )


def test_people_who_may_not_open_audits_again_may_not_by_a_decision(team_manager, decision, moderated_audit):
    with pytest.raises(PermissionDenied):
        open_audit_again(actor=team_manager.person, decision=decision, audit=moderated_audit, reason="Why not")
    assert (fresh(moderated_audit).state, fresh(decision).state) == (AuditState.MODERATED, DecisionState.OPEN)


def test_a_moderator_with_an_audit_to_grade_blind_reads_no_record_and_no_grades_before(lead, held, decision, submitted_audit):
    write_minutes(actor=lead.person, meeting=held, minutes=MINUTES)
    assert "The grades ring true" in text_of(lead.get(url(held)))
    Audit.objects.filter(pk=submitted_audit.pk).update(moderator=lead.person)

    page = lead.get(url(held))

    assert "The grades ring true" not in text_of(page)
    assert DECISION not in text_of(page)
    assert page.context["grade_tables"] == []
    assert "to grade blind" in text_of(page)
    assert lead.get(url(held, "minutes/")).status_code == 403
    assert lead.get(of(decision, "done")).status_code == 404
    assert "The grades ring true" not in _words_of(lead.get(f"{url(held)}?format=docx"))


def test_a_wider_audience_is_shown_only_what_results_show_today(head_of_service, director, held):
    """One audit: fewer than five."""
    assert len(director.get(url(held)).context["grade_tables"]) > 0
    page = head_of_service.get(url(held))
    assert page.context["grade_tables"] == []
    assert "are not shown" in text_of(page)


def test_the_owner_of_a_decision_reads_that_and_nothing_else(team_manager, lead, minuted, decision, head_of_service):
    add_decision(actor=lead.person, meeting=minuted, text="Another for Helen", owner=head_of_service.person, due=DUE)

    page = text_of(team_manager.get(url(minuted)))

    assert DECISION in page
    assert "Another for Helen" not in page
    assert "The grades ring true" not in page


def test_it_is_taken_as_word_and_pdf(lead, minuted, decision):
    words = _words_of(lead.get(f"{url(minuted)}?format=docx"))

    assert all(each in words for each in ("Check and challenge, June 2023", DECISION, "Two audits had no reason", "Tara Quinn"))
    assert lead.get(f"{url(minuted)}?format=pdf").content.startswith(b"%PDF")


def _words_of(response) -> str:
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_what_waits_for_the_chair_and_the_lead(lead, head_of_service, meeting):
    assert waiting_for(lead.person) == waiting_for(head_of_service.person) == ["Note what came of check and challenge, June 2023"]


def test_a_written_record_waits_for_the_chair(head_of_service, lead, minuted):
    assert waiting_for(head_of_service.person) == ["Agree the record of check and challenge, June 2023"]
    assert waiting_for(lead.person) == []


def test_overdue_decisions_are_owed_and_go_to_somebody_else_when_their_owner_leaves(
    lead, team_manager, service_manager, decision, administrator
):
    later = DUE + datetime.timedelta(days=1)
    assert [(owed.person, owed.due) for owed in owed_in_oversight(lead.person, later).owed()] == [(team_manager.person, DUE)]
    assert owed_in_oversight(service_manager.person, later).owed() == []

    hand_over_decisions(actor=administrator.person, person=team_manager.person, to=service_manager.person)

    assert fresh(decision).owner == service_manager.person


def test_it_is_cancelled_for_a_reason(lead, meeting):
    lead.post(url(meeting, "cancel/"), {"reason": "The month is paused."})

    cancelled = fresh(meeting)
    assert (cancelled.state, cancelled.cancelled_because) == (MeetingState.CANCELLED, "The month is paused.")
    assert lead.post(url(meeting, "held/"), {"held_on": "2023-08-01"}).url == url(meeting)


@pytest.mark.parametrize("page", ASKS)
def test_a_colleague_who_may_read_it_may_not_write(service_manager, meeting, page):
    assert service_manager.get(url(meeting)).status_code == 200
    assert service_manager.get(url(meeting, page)).status_code == 403


@pytest.mark.parametrize("who", ["outsider", "board_member", "administrator", "auditor", "team_manager"])
def test_an_outsider_gets_404(request, meeting, who):
    visitor = request.getfixturevalue(who)
    assert {visitor.get(url(meeting, page)).status_code for page in ["", *ASKS]} == {404}
    assert str(meeting.cycle) not in text_of(visitor.get(LIST))


def test_every_step_leaves_a_trace(lead, head_of_service, minuted, decision):
    agree_record(actor=head_of_service.person, meeting=minuted)
    finish_decision(actor=lead.person, decision=decision, outcome="Done.")

    assert [entry.verb for entry in Entry.objects.of(minuted)] == ["meeting.planned", "meeting.held", "meeting.minuted", "meeting.agreed"]
    assert [entry.verb for entry in Entry.objects.of(decision)] == ["decision.made", "decision.done"]


def test_the_list_and_the_page_ask_as_often_for_three_as_for_one(lead, head_of_service, held, decision, team_manager):
    counted = []
    for number in (2, 3):
        for address in (LIST, url(held)):
            lead.get(address)
            with CaptureQueriesContext(connection) as asked:
                lead.get(address)
            counted.append(len(asked))
        day = THE_DAY + datetime.timedelta(days=number)
        plan_meeting(actor=lead.person, cycle=held.cycle, held_on=day, chair=head_of_service.person)
        add_decision(actor=lead.person, meeting=held, text=f"Number {number}", owner=team_manager.person, due=DUE)
    assert counted[:2] == counted[2:]


SPOKEN = """# Strengths

Visits are on time.

# Audit {number}

The uncle works here.

# Next

- See {case_id} again
- Ask the midwife

All agreed."""
READ = "Visits are on time. {0} Next {0} All agreed."


@pytest.fixture
def spoken_of(held, lead, submitted_audit, team_manager):
    """A meeting whose minutes name a record that is then restricted."""
    words = SPOKEN.format(number=submitted_audit.number, case_id=submitted_audit.case_id)
    meeting = write_minutes(actor=lead.person, meeting=held, minutes=words, kept="It is the case ID.")
    about = {"actor": lead.person, "meeting": meeting, "owner": team_manager.person, "due": DUE}
    add_decision(text=f"Look at audit {submitted_audit.number} again", **about)
    add_decision(text="Read the policy", **about)
    restrict_record(actor=lead.person, case_id=submitted_audit.case_id, reason="A colleague’s family is in it.")
    return meeting


def words_at(visitor, meeting) -> str:
    page = re.sub(r"<[^>]*>", " ", text_of(visitor.get(url(meeting))))
    return " ".join(page.split())


def test_a_restricted_record_is_in_the_minutes_for_nobody_to_whom_it_is_closed(lead, director, spoken_of, submitted_audit):
    assert READ.format(IN_ITS_PLACE) in words_at(director, spoken_of)
    assert "The uncle works here. Next See" in words_at(lead, spoken_of)

    for form in ("docx", "pdf"):
        assert director.get(f"{url(spoken_of)}?format={form}").status_code == 200
    paper = Document(io.BytesIO(director.get(f"{url(spoken_of)}?format=docx").content))
    said = " ".join(
        [each.text for each in paper.paragraphs] + [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    )
    assert [each for each in ("uncle", submitted_audit.case_id, f"audit {submitted_audit.number}", "midwife") if each in said] == []
    assert said.count(IN_ITS_PLACE) == 3


def test_a_decision_on_it_is_shown_as_a_sentence_and_found_by_no_search(team_manager, director, lead, spoken_of):
    shown = words_at(director, spoken_of)
    assert (f"{IN_ITS_PLACE} Tara Quinn" in shown, "Read the policy Tara Quinn" in shown, "Look at audit" in shown) == (True, True, False)

    decision = spoken_of.decisions.get(text__startswith="Look")
    assert team_manager.get(of(decision, "done")).status_code == 403
    with pytest.raises(PermissionDenied, match="closed to you"):
        finish_decision(actor=team_manager.person, decision=decision, outcome="Looked at.")
    assert "Look at audit" in text_of(lead.get(of(decision, "done")))


def test_nobody_writes_minutes_on_of_which_a_part_is_closed_to_them(lead, head_of_service, spoken_of):
    assert head_of_service.get(url(spoken_of, "minutes/")).status_code == 403
    with pytest.raises(PermissionDenied, match="Ask a QA lead to write on"):
        write_minutes(actor=head_of_service.person, meeting=spoken_of, minutes="All well.")
    assert lead.get(url(spoken_of, "minutes/")).status_code == 200


def test_a_decision_that_opened_an_audit_again_is_closed_with_its_record(lead, director, held, submitted_audit, team_manager):
    decision = add_decision(actor=lead.person, meeting=held, text="Look again", owner=team_manager.person, due=DUE)
    open_audit_again(actor=lead.person, decision=decision, audit=submitted_audit, reason="The grade has no reason.")
    assert "Look again" in words_at(director, held)

    restrict_record(actor=lead.person, case_id=submitted_audit.case_id, reason="A colleague’s family is in it.")
    assert "Look again" not in words_at(director, held)
    assert "Look again" in words_at(lead, held)
