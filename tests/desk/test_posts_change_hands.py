"""Posts and actions change hands: the new holder is notified and sees, the one before no longer does."""

import datetime

import pytest
from django.core import mail

from actions.models import Action
from actions.services import ask_for_time, grant_time, raise_action, reassign_action
from actions.services.escalation import escalate_late_actions
from audits.auditing.services.auditing import submit_audit
from audits.enums import Grade
from audits.lateness.queries import late_in_month
from audits.posts.services.notifications import notify_who_answers_now
from audits.responses.services.responses import record_conversation
from audits.risks.services import acknowledge_risk, close_risk
from desk.pages.digest import digest_letter
from desk.pages.work import work_for
from desk.services import send_digests
from foundation.accounts.enums import Power, Role
from foundation.accounts.models import Absence, Person, Service, Team
from foundation.accounts.services.powers import ask_or_give
from foundation.council.clock import frozen_clock
from foundation.notices.models import Notice
from tests.audit_stages import grade_all, moderate_unchanged
from tests.audits.risks.flags import at, raised
from tests.people import Visitor, add_person
from tests.replay import replayed

DUE, LATE = datetime.date(2023, 8, 11), datetime.date(2023, 9, 11)


@pytest.fixture
@replayed
def newcomer(db) -> Visitor:
    return Visitor(add_person("Nadia Newcomer", Role.TEAM_MANAGER))


@pytest.fixture
@replayed
def escalated(lead, worker, team_manager, director) -> Action:
    with frozen_clock(DUE - datetime.timedelta(days=7)):
        action = raise_action(actor=lead.person, what="Update the chronology", why="It stops.", owner=worker.person, due=DUE)
    with frozen_clock(LATE):
        escalate_late_actions(actor=Person.objects.system())
    return action


def waits(visitor: Visitor, on: datetime.date = LATE) -> list[str]:
    return [item.what for item in work_for(Person.objects.get(pk=visitor.person.pk), on)]


def opens(visitor: Visitor, path: str) -> bool:
    return visitor.get(path).status_code == 200


def digest_of(visitor: Visitor) -> str:
    """Theirs of the day, which is sent once."""
    with frozen_clock(LATE):
        send_digests(letter_for=digest_letter)
    return "".join(letter.body for letter in mail.outbox if letter.to == [visitor.person.email])


def test_the_former_owner_of_an_escalated_action_neither_hears_nor_reads(escalated, lead, worker, outsider):
    with frozen_clock(LATE):
        reassign_action(actor=lead.person, action=escalated, owner=outsider.person, reason="Will moved.")

    assert (waits(worker), opens(worker, escalated.get_absolute_url()), digest_of(worker)) == ([], False, "")
    assert waits(outsider) == ["Show evidence: Update the chronology"]


@pytest.mark.parametrize("post", ["team manager", "service manager", "head of service"])
def test_a_late_action_waits_for_whoever_holds_the_post_now(escalated, elm_team, newcomer, post):
    if post == "head of service":
        Service.objects.filter(pk=elm_team.service_id).update(manager=None)
    model, field = {"team manager": (Team, "manager"), "service manager": (Service, "manager"), "head of service": (Service, "head")}[post]
    holder = model.objects.get(pk=elm_team.pk if model is Team else elm_team.service_id)
    before = Visitor(getattr(holder, field))
    had = waits(before)
    Person.objects.filter(team=elm_team, line_manager=before.person).update(line_manager=newcomer.person)
    setattr(holder, field, newcomer.person)
    holder.save()

    assert had
    assert (waits(before), opens(before, escalated.get_absolute_url()), digest_of(before)) == ([], False, "")
    assert waits(newcomer) == had
    assert opens(newcomer, escalated.get_absolute_url())
    assert digest_of(newcomer)


def test_without_a_team_the_owner_s_line_of_today_answers(escalated, worker, team_manager, ash_team, newcomer):
    Action.objects.update(team=None)
    Team.objects.filter(pk=ash_team.pk).update(manager=newcomer.person)
    Person.objects.filter(pk=worker.person.pk).update(team=ash_team, line_manager=newcomer.person)

    assert (waits(team_manager), opens(team_manager, escalated.get_absolute_url())) == ([], False)
    assert opens(newcomer, escalated.get_absolute_url())
    assert waits(newcomer)


@pytest.mark.parametrize("gone", [{"is_active": False}, {"email": None}], ids=["left", "without a sign-in"])
def test_what_nobody_in_the_line_can_hear_of_goes_to_the_next_who_can(escalated, team_manager, service_manager, gone):
    Person.objects.filter(pk=team_manager.person.pk).update(**gone)

    assert any("late action" in each for each in waits(service_manager))


def test_an_owner_without_a_sign_in_is_spoken_for_by_their_manager(lead, worker, team_manager):
    with frozen_clock(DUE - datetime.timedelta(days=7)):
        raise_action(actor=lead.person, what="Update the chronology", why="It stops.", owner=worker.person, due=DUE)
    Person.objects.filter(pk=worker.person.pk).update(email=None)
    with frozen_clock(DUE + datetime.timedelta(days=3)):
        escalate_late_actions(actor=Person.objects.system())

        assert waits(team_manager, DUE + datetime.timedelta(days=3)) == ["See to it: Update the chronology"]


def test_news_of_what_is_no_longer_theirs_is_not_mailed(escalated, team_manager, elm_team, newcomer):
    Team.objects.filter(pk=elm_team.pk).update(manager=newcomer.person)
    Person.objects.filter(line_manager=team_manager.person).update(line_manager=newcomer.person)

    assert Notice.objects.of(team_manager.person).untold().exists()
    assert digest_of(team_manager) == ""
    assert not Notice.objects.of(team_manager.person).untold().exists()


def test_the_answer_to_a_former_owner_s_request_goes_to_whoever_owns_it_now(lead, worker, team_manager, outsider):
    action = raise_action(actor=lead.person, what="Update it", why="It stops.", owner=worker.person)
    ask_for_time(actor=worker.person, action=action, due=action.due + datetime.timedelta(days=9), reason="Away.")
    reassign_action(actor=lead.person, action=action, owner=outsider.person, reason="Will moved.")
    grant_time(actor=lead.person, action=Action.objects.get())

    assert list(Notice.objects.filter(key__startswith="action.answered").values_list("person", flat=True)) == [outsider.person.pk]


def move_manager(team: Team, newcomer: Visitor) -> None:
    Team.objects.filter(pk=team.pk).update(manager=newcomer.person)


def test_a_risk_is_the_new_manager_s_to_acknowledge_and_closed_to_the_old_one(started_audit, elm_team, team_manager, newcomer):
    risk = raised(started_audit)
    page = risk.get_absolute_url()
    had = opens(team_manager, page)
    move_manager(elm_team, newcomer)
    with at(10):
        notify_who_answers_now(actor=Person.objects.system())
        notify_who_answers_now(actor=Person.objects.system())

    assert (had, opens(team_manager, page), waits(team_manager)) == (True, False, [])
    assert any("acknowledge" in each for each in waits(newcomer))
    assert len([letter for letter in Notice.objects.filter(person=newcomer.person, at_once=True)]) == 1
    with at(20):
        acknowledge_risk(actor=newcomer.person, risk=risk, doing="The duty worker visits.")
    with at(30):
        close_risk(actor=newcomer.person, risk=risk, outcome="Safe.")


def test_whoever_is_told_in_place_of_a_manager_who_is_away_may_open_it(started_audit, head_of_service):
    """At whatever height they stand above."""
    above = add_person("Ines Above", Role.HEAD_OF_SERVICE)
    Person.objects.filter(pk=head_of_service.person.pk).update(line_manager=above)
    day = datetime.date(2023, 6, 14)
    Absence.objects.create(person=head_of_service.person, first_day=day, last_day=day)
    risk = raised(started_audit)

    assert above in risk.told.all()
    assert opens(Visitor(above), risk.get_absolute_url())


def test_an_inadequate_waits_for_the_manager_of_today_who_is_told(allocated_audit, elm_team, team_manager, newcomer):
    audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE))
    move_manager(elm_team, newcomer)
    notify_who_answers_now(actor=Person.objects.system())

    assert (waits(team_manager), opens(team_manager, audit.get_absolute_url())) == ([], False)
    assert waits(newcomer) == [f"Respond to audit {audit.number}: graded Inadequate"]
    assert Notice.objects.filter(person=newcomer.person, key=f"audit.inadequate:{audit.pk}", at_once=True).count() == 1


def due_of(visitor: Visitor, what: str, on: datetime.date) -> datetime.date | None:
    return next(item.due for item in work_for(Person.objects.get(pk=visitor.person.pk), on) if item.what.startswith(what))


def give_post(team: Team, newcomer: Visitor, on: datetime.date) -> None:
    """As an administrator gives it where a second person agreed: the day on which it took effect is kept."""
    system = Person.objects.system()
    with frozen_clock(on):
        ask_or_give(actor=system, what=Power.TEAM_MANAGER, person=newcomer.person, team=team)


def test_whoever_comes_to_a_post_has_days_of_their_own_for_what_waited_there(
    escalated, allocated_audit, elm_team, team_manager, newcomer, lead
):
    with frozen_clock(DUE):
        audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE))
    assert due_of(team_manager, "Respond to", LATE) == audit.response.due < LATE
    give_post(elm_team, newcomer, LATE)
    in_five = datetime.date(2023, 9, 18)

    assert due_of(newcomer, "Respond to", LATE) == due_of(newcomer, "See to it", LATE) == in_five
    with frozen_clock(LATE):
        assert "Response due 18 September 2023" in newcomer.get(f"{audit.get_absolute_url()}respond/").text
        assert newcomer.person not in {each.person for each in late_in_month(audit.cycle, LATE, lead.person)}
        notify_who_answers_now(actor=Person.objects.system())
    words = Notice.objects.get(person=newcomer.person, key=f"audit.inadequate:{audit.pk}").words
    assert "respond by 18 September 2023" in words
    # After that it is late, as it would be with anybody.
    later = datetime.date(2023, 9, 19)
    assert newcomer.person in {each.person for each in late_in_month(audit.cycle, later, lead.person)}


def test_who_had_a_post_above_it_all_along_gets_no_days_for_another_below(escalated, elm_team, rowan_service, newcomer):
    Service.objects.filter(pk=rowan_service.pk).update(manager=newcomer.person)
    give_post(elm_team, newcomer, LATE)

    assert due_of(newcomer, "See to it", LATE) == DUE


def test_with_no_manager_who_can_sign_in_the_lead_hears(allocated_audit, lead, elm_team):
    audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE))
    Team.objects.filter(pk=elm_team.pk).update(manager=None, service=None)

    assert f"Find who responds to audit {audit.number}: graded Inadequate" in waits(lead)


def test_the_conversation_is_the_new_service_manager_s(allocated_audit, rowan_service, service_manager, newcomer):
    audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE))
    audit = moderate_unchanged(audit)
    Service.objects.filter(pk=rowan_service.pk).update(manager=newcomer.person)
    notify_who_answers_now(actor=Person.objects.system())
    page = audit.conversation.get_absolute_url()

    assert (opens(service_manager, page), opens(newcomer, page)) == (False, True)
    assert f"Hold the reflective conversation on audit {audit.number}" in waits(newcomer)
    assert Notice.objects.filter(person=newcomer.person, key=f"audit.upheld:{audit.pk}").exists()
    words = {"present": "Two of us.", "learned": "To ask.", "support": "None."}
    record_conversation(actor=newcomer.person, audit=audit, held_on=audit.finished_on, **words)
