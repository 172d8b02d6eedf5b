"""Nobody is late with an action before days of their own: returned, given to them, or reached with the audit's submission."""

import datetime

import pytest

from actions.enums import Priority
from actions.models import Action, Extension
from actions.pages.work import work_for
from actions.queries.moved import moved_dates
from actions.services import mark_done, raise_action, reassign_action, reopen_action, return_action, verify_action
from actions.services.bulk import preview_bulk_change
from audits.auditing.services.auditing import submit_audit
from foundation.accounts.enums import Role
from foundation.council.clock import frozen_clock
from tests.people import add_person
from tests.reading import fresh

from .stages import THE_DAY, raised, trail_of

# Wednesday, when what was due on Monday a fortnight after the first is late.
LATE = datetime.date(2023, 8, 30)
IN_FIVE, IN_TWO = datetime.date(2023, 9, 6), datetime.date(2023, 9, 1)


def due_words(visitor, action: Action) -> datetime.date | None:
    return next(item.due for item in work_for(visitor.person, LATE) if item.email_text.endswith(f"action {action.number}"))


def test_returned_late_it_is_due_days_later_and_the_move_is_said(done_action, team_manager, worker):
    with frozen_clock(LATE):
        action = return_action(actor=team_manager.person, action=done_action, reason="It stops in May.")

    assert (action.due, action.first_due) == (IN_FIVE, datetime.date(2023, 8, 21))
    assert due_words(worker, action) == IN_FIVE
    assert not Action.objects.overdue(LATE).filter(pk=action.pk).exists()
    assert Action.objects.overdue_by_first(LATE).filter(pk=action.pk).exists()
    assert moved_dates(Action.objects.all(), LATE, LATE).dates == 1
    assert Extension.objects.get().reason == "Returned to its owner, who has time to put it right."


def test_what_was_done_late_has_time_again_and_counts_as_late_by_its_first_date(lead, worker, team_manager):
    action = raised(lead, worker)
    with frozen_clock(LATE):
        action = mark_done(actor=worker.person, action=action, evidence="Updated.", pointer="Chronology, 30 August")
        action = return_action(actor=team_manager.person, action=action, reason="It stops in May.")

    assert (action.due, action.first_due) == (IN_FIVE, datetime.date(2023, 8, 21))
    assert Action.objects.overdue_by_first(LATE).filter(pk=action.pk).exists()


def test_returned_in_time_its_due_date_stays(done_action, team_manager):
    assert return_action(actor=team_manager.person, action=done_action, reason="It stops in May.").due == datetime.date(2023, 8, 21)
    assert not Extension.objects.exists()


@pytest.mark.usefixtures("everything_drawn")
def test_a_verification_that_falls_gives_the_owner_time_too(done_action, team_manager, lead):
    verify_action(actor=team_manager.person, action=done_action)
    with frozen_clock(LATE):
        action = reopen_action(actor=lead.person, action=fresh(done_action), reason="Not there.")

    assert action.due == IN_FIVE
    assert trail_of(action)[-1] == "looked at the evidence again and returned the action"


@pytest.mark.parametrize(("priority", "due"), [(Priority.NORMAL, IN_FIVE), (Priority.URGENT, IN_TWO)])
def test_a_new_owner_is_not_late_at_once(lead, worker, elm_team, priority, due):
    action = raised(lead, worker, priority=priority)
    other = add_person("Olga Petrov", Role.PRACTITIONER, team=elm_team)
    with frozen_clock(LATE):
        assert (
            "instead of 21 August 2023"
            in preview_bulk_change(actor=lead.person, actions=[action], act="reassign", owner=other, reason="Will is ill.")[0].sentence
        )
        assert reassign_action(actor=lead.person, action=action, owner=other, reason="Will is ill.").due == due


def test_an_audits_actions_are_not_late_when_they_reach_their_owner(started_audit, auditor, worker):
    facts = {"actor": auditor.person, "audit": started_audit, "why": "It stops.", "owner": worker.person, "due": THE_DAY}
    normal = raise_action(what="Update the chronology", **facts)
    urgent = raise_action(what="Visit today", priority=Priority.URGENT, **facts)
    done_already = mark_done(actor=worker.person, action=urgent, evidence="Visited.")
    with frozen_clock(LATE):
        submit_audit(actor=auditor.person, audit=started_audit)

    assert (fresh(normal).due, fresh(normal).first_due) == (IN_FIVE, IN_FIVE)
    assert trail_of(normal)[-1] == "gave its owner time from the audit’s submission"
    assert (fresh(done_already).due, Extension.objects.count()) == (THE_DAY, 0)


def test_submitted_again_they_keep_their_dates(submitted_audit, lead, worker):
    action = raise_action(actor=lead.person, audit=submitted_audit, what="Update it", why="It stops.", owner=worker.person, due=THE_DAY)
    from audits.moderation.services.moderation import return_audit
    from tests.audit_stages import grade_all

    with frozen_clock(LATE):
        return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason="Say more.")
        submit_audit(actor=submitted_audit.auditor, audit=grade_all(submitted_audit))

    assert fresh(action).due == THE_DAY


CHOSEN = datetime.date(2023, 9, 20)
CHOSEN_BOXES = {"day": 20, "month": 9, "year": 2023}


def day_of(name: str = "due") -> dict[str, int]:
    return {f"{name}_{part}": value for part, value in CHOSEN_BOXES.items()}


@pytest.mark.parametrize(("page", "given"), [("return", {"reason": "It stops."}), ("second-look", {"stands": "no", "words": "It stops."})])
@pytest.mark.usefixtures("everything_drawn")
def test_the_form_that_gives_it_back_offers_the_date_and_takes_another(done_action, team_manager, lead, page, given):
    visitor = team_manager
    if page == "second-look":
        verify_action(actor=team_manager.person, action=done_action)
        visitor = lead
    url = f"/actions/{done_action.number}/{page}/"
    with frozen_clock(LATE):
        form = visitor.get(url).context["form"]
        visitor.post(url, {**given, **day_of()})

    assert form.initial["due"] == IN_FIVE
    assert (fresh(done_action).due, fresh(done_action).first_due) == (CHOSEN, datetime.date(2023, 8, 21))
    assert Extension.objects.get().due == CHOSEN


def test_a_new_owner_is_offered_a_date_and_the_same_owner_keeps_theirs(lead, worker, elm_team):
    action = raised(lead, worker)
    url = f"/actions/{action.number}/reassign/"
    other = add_person("Olga Petrov", Role.PRACTITIONER, team=elm_team)
    with frozen_clock(LATE):
        form = lead.get(url).context["form"]
        lead.post(url, {"owner": worker.person.pk, "helpers": [other.pk], **day_of()})
        kept = fresh(action).due
        lead.post(url, {"owner": other.pk, "reason": "Will is ill.", **day_of()})

    assert (form.initial["due"], kept, fresh(action).due) == (IN_FIVE, action.due, CHOSEN)


def test_no_date_is_offered_that_is_sooner_than_its_own(done_action, team_manager):
    form = team_manager.post(
        f"/actions/{done_action.number}/return/", {"reason": "It stops.", "due_day": 9, "due_month": 8, "due_year": 2023}
    ).context["form"]

    assert form.errors == {"due": ["The new due date must be after 21 August 2023."]}
    assert fresh(done_action).state == "done"


def test_several_at_once_are_offered_one_date_for_those_due_sooner(lead, worker, elm_team):
    soon, later = raised(lead, worker), raised(lead, worker, what="Hold the meeting", due=datetime.date(2023, 10, 2))
    other = add_person("Olga Petrov", Role.PRACTITIONER, team=elm_team)
    with frozen_clock(LATE):
        form = lead.get("/actions/several/?view=all").context["form"]
        given = {"actions": [soon.pk, later.pk], "act": "reassign", "owner": other.pk, "reason": "Will is ill.", **day_of("own_due")}
        page = lead.post("/actions/several/?view=all", given)
        lead.post("/actions/several/?view=all", {**given, "seen": page.context["seen"]})

    assert form.initial["own_due"] == IN_FIVE
    assert (fresh(soon).due, fresh(later).due) == (CHOSEN, later.due)
