"""/actions/of-audit/1/what-matters-most/: asked before submission where an audit has more than five actions."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actions.models import Action
from actions.services import mark_most_important
from audits.auditing.services.auditing import submit_audit
from audits.enums import AuditState
from audits.services.moves import missing_for
from foundation.activity.models import Entry
from tests.actions.stages import raised
from tests.removal import remove
from tests.replay import replayed


@pytest.fixture
@replayed
def actions(auditor, worker, started_audit) -> list[Action]:
    """Six, one more than an audit should have."""
    return [raised(auditor, worker, audit=started_audit, what=f"Do thing {number}") for number in range(1, 7)]


@pytest.fixture
def url(started_audit) -> str:
    return f"/actions/of-audit/{started_audit.number}/what-matters-most/"


def chosen(audit) -> list[str]:
    return list(audit.actions.filter(matters_most=True).order_by("pk").values_list("what", flat=True))


def test_six_actions_ask_which_matter_most(auditor, started_audit, actions, url):
    (missing,) = auditor.get(f"/audits/{started_audit.number}/check/").context["missing"]

    assert (missing["text"], missing["href"]) == ("You have raised 6 actions: say which matter most.", url)
    with pytest.raises(ValidationError, match="say which matter most"):
        submit_audit(actor=auditor.person, audit=started_audit)


def test_five_ask_nothing(started_audit, actions):
    remove(Action.objects.filter(pk=actions[0].pk))

    assert missing_for(started_audit, "submit") == {}


def test_the_auditor_chooses_and_submits(auditor, started_audit, actions, url):
    response = auditor.post(url, {"actions": [actions[1].pk, actions[4].pk]})

    assert response.url == f"/audits/{started_audit.number}/check/"
    assert chosen(started_audit) == ["Do thing 2", "Do thing 5"]
    assert Entry.objects.of(started_audit).last().sentence == "chose the actions that matter most"
    assert submit_audit(actor=auditor.person, audit=started_audit).state == AuditState.SUBMITTED
    assert "Matters most" in auditor.get(f"/audits/{started_audit.number}/").content.decode()


def test_the_choice_can_be_made_again(auditor, started_audit, actions, url):
    auditor.post(url, {"actions": [actions[1].pk]})
    auditor.post(url, {"actions": [actions[2].pk]})

    assert chosen(started_audit) == ["Do thing 3"]


def test_the_same_choice_twice_leaves_one_trace(auditor, started_audit, actions, url):
    for _ in range(2):
        auditor.post(url, {"actions": [actions[1].pk]})

    assert [entry.verb for entry in Entry.objects.of(started_audit)].count("audit.actions_chosen") == 1


def test_none_or_six_are_refused(auditor, started_audit, actions, url):
    none = auditor.post(url, {}).context["form"].errors
    six = auditor.post(url, {"actions": [action.pk for action in actions]}).context["form"].errors

    assert none == {"actions": ["Select the actions that matter most"]}
    assert six == {"actions": ["Select between one and 5 actions."]}
    assert chosen(started_audit) == []


def test_only_its_auditor_chooses(lead, moderator, outsider, started_audit, actions, url):
    assert [visitor.get(url).status_code for visitor in (lead, moderator, outsider)] == [404, 404, 404]
    with pytest.raises(PermissionDenied):
        mark_most_important(actor=lead.person, audit=started_audit, actions=actions[:2])


def test_once_submitted_the_choice_stands(auditor, started_audit, actions, url):
    auditor.post(url, {"actions": [actions[0].pk]})
    submit_audit(actor=auditor.person, audit=started_audit)
    response = auditor.post(url, {"actions": [actions[1].pk]})

    assert response.url == f"/audits/{started_audit.number}/"
    assert chosen(started_audit) == ["Do thing 1"]
