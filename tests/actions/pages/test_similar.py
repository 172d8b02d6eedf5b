"""Is it there already? Asked while typing, and without a script when it is sent. And who helps, and who is named later."""

import pytest

from actions.models import Action
from actions.services import mark_done, verify_action
from tests.actions.stages import raised

URL = "/actions/raise/"


def given(owner, **fields) -> dict:
    return {
        "what": "Update the chronology to July",
        "why": "It stops in March.",
        "owner": owner.person.pk if owner else "",
        "level": "team",
        "priority": "normal",
    } | fields


def test_one_like_it_is_shown_while_typing(lead, worker, open_action):
    text = lead.post("/actions/similar/", given(worker, why="")).content.decode()

    assert f"Action {open_action.number}: Update the chronology" in text
    assert "<html" not in text


def test_nothing_is_said_of_another_matter_or_team(lead, worker, outsider, open_action):
    assert "Is it one of these?" not in lead.post("/actions/similar/", given(worker, what="Hold reflective supervision")).content.decode()
    assert "Is it one of these?" not in lead.post("/actions/similar/", given(outsider)).content.decode()


def test_without_a_script_it_is_asked_when_sent_and_the_words_stay(lead, worker, open_action):
    page = lead.post(URL, given(worker))

    assert list(page.context["form"].errors) == ["different"]
    assert "It is none of these: raise it" in page.content.decode()
    assert 'value="Update the chronology to July"' in page.content.decode()
    assert Action.objects.count() == 1


def test_it_is_raised_where_it_is_another(lead, worker, open_action):
    lead.post(URL, given(worker, different="on"))

    assert Action.objects.count() == 2


def test_a_closed_one_is_not_in_the_way(nothing_drawn, lead, worker, team_manager, open_action):
    verify_action(actor=team_manager.person, action=mark_done(actor=worker.person, action=open_action, evidence="Done."))
    lead.post(URL, given(worker))

    assert Action.objects.count() == 2


def test_an_action_of_another_domain_is_not_the_same(auditor, worker, started_audit):
    first, second, *_ = started_audit.tool.domains.all()
    raised(auditor, worker, audit=started_audit, domains=[first])
    address = f"/actions/similar/?audit={started_audit.number}"

    assert "Is it one of these?" in auditor.post(address, given(worker, domains=[first.pk])).content.decode()
    assert "Is it one of these?" not in auditor.post(address, given(worker, domains=[second.pk])).content.decode()


def test_nobody_is_shown_what_they_may_not_see(moderator, auditor, worker, submitted_audit, lead):
    """A blind moderator may not raise from the audit, and so is not asked about its actions either."""
    raised(lead, worker, audit=submitted_audit)

    assert moderator.post(f"/actions/similar/?audit={submitted_audit.number}", given(worker)).status_code == 403


def test_it_is_asked_by_posting_alone(lead, worker):
    assert lead.get("/actions/similar/").status_code == 405
    assert worker.post("/actions/similar/", given(worker)).status_code == 403


def test_who_helps_sees_the_action_and_does_not_verify_it(lead, worker, outsider, team_manager):
    lead.post(URL, given(worker, helpers=[outsider.person.pk, team_manager.person.pk]))
    action = Action.objects.get()
    assert outsider.get(action.get_absolute_url()).status_code == 200

    mark_done(actor=worker.person, action=action, evidence="Done.")
    assert "Helped by" in outsider.get(action.get_absolute_url()).content.decode()
    assert team_manager.get(f"/actions/{action.number}/verify/").status_code == 403
    assert "Sunil Mehta is asked to verify it." in worker.get(action.get_absolute_url()).content.decode()


def test_an_action_without_an_owner_waits_for_the_teams_manager(lead, team_manager, elm_team):
    lead.post(URL, given(None, team=elm_team.pk))

    assert (Action.objects.get().owner, Action.objects.get().team) == (None, elm_team)
    assert "Name an owner of 1 action" in team_manager.get("/").content.decode()


@pytest.mark.parametrize("who", ["left", "board"])
def test_an_owner_who_cannot_be_one_is_not_offered(lead, worker, board_member, who):
    from foundation.accounts.models import Person

    Person.objects.filter(pk=worker.person.pk).update(is_active=False)
    page = lead.post(URL, given(worker if who == "left" else board_member))

    assert "owner" in page.context["form"].errors
    assert "It stops in March." in page.content.decode()
