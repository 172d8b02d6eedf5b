"""Nobody is given work on a restricted record that they may not read, by whatever door; forms do not offer them."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from actions.pages.owners import owner_choices
from actions.services import change_helpers, give_owner, raise_action
from actions.services.leaving import hand_over_actions
from audits.calibration.services import plan_round
from audits.restricted.services.restricting import name_readers
from foundation.accounts.enums import Role
from observations.services.planning import assign_observation
from tests.observation_kinds import REVIEW_MEETING, observation_kind
from tests.people import add_person
from voices.enums import VoiceSource
from voices.services.gathering import seek_voice

DUE = datetime.date(2023, 9, 1)
REFUSED = "This record is restricted, and {} may not read it. Choose its auditor, its moderator, a QA lead or a named reader."
ACTION = {"what": "Visit weekly", "why": "They stopped.", "due": DUE}


def refused(field: str, act, **given) -> str:
    with pytest.raises(ValidationError) as why:
        act(**given)
    return " ".join(why.value.message_dict[field])


def test_no_action_goes_to_somebody_who_is_not_named(lead, administrator, finished, restricted, worker, auditor, team_manager):
    by, tara = lead.person, team_manager.person
    said = REFUSED.format(tara)
    audit, action = finished.audit, finished.action

    assert said in refused("owner", raise_action, actor=by, owner=tara, audit=audit, **ACTION)
    assert said in refused("helpers", raise_action, actor=by, owner=auditor.person, helpers=[tara], audit=audit, **ACTION)
    assert said in refused("owner", give_owner, actor=by, action=action, owner=tara, helpers=[], reason="Away", due=None)
    assert said in refused("helpers", change_helpers, actor=by, action=action, helpers=[tara])
    assert said in refused("owner", hand_over_actions, actor=administrator.person, person=worker.person, to=tara, reason="She left.")
    action.refresh_from_db()
    assert [action.owner, list(action.helpers.all())] == [worker.person, []]


def test_a_named_reader_may_own_it(lead, finished, restricted, team_manager):
    name_readers(actor=lead.person, restricted=restricted, readers=[team_manager.person])

    assert raise_action(actor=lead.person, owner=team_manager.person, audit=finished.audit, **ACTION).owner == team_manager.person


def test_pickers_leave_them_out(lead, finished, restricted, team_manager, auditor):
    def offered(audit):
        return {pk for pk, _ in owner_choices(None, DUE, audit)}

    everybody = {str(each.person.pk) for each in (team_manager, auditor, lead)}
    assert offered(None) >= everybody
    assert offered(finished.audit) & everybody == {str(each.person.pk) for each in (auditor, lead)}
    page = lead.get(f"/actions/raise/?audit={finished.audit.pk}")
    assert {pk for pk, _ in page.context["form"].fields["owner"].choices} - {""} == offered(finished.audit)


def test_no_voice_no_observation_and_no_calibration_of_it_either(lead, finished, restricted, observer):
    by, audit = lead.person, finished.audit
    grader, second = add_person("Grace Abara", Role.AUDITOR), add_person("Sol Diaz", Role.MODERATOR)
    kind = observation_kind(REVIEW_MEETING)

    voice = {"actor": by, "source": VoiceSource.PARENT, "audit": audit, "gathered_by": observer.person}
    assert REFUSED.format(observer.person) in refused("gathered_by", seek_voice, **voice)
    watched = {"actor": by, "kind": kind, "observer": observer.person, "audit": audit, "practitioner": audit.allocated_worker}
    assert REFUSED.format(observer.person) in refused("observer", assign_observation, due=DUE, **watched)
    planned = {"actor": by, "title": "One record", "due": DUE, "people": [grader, second], "audit": audit}
    assert "Grace Abara may not read this record, which is restricted." in refused("people", plan_round, **planned)
