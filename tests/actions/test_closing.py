"""The second look at a random share, and whether practice changed."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actions.enums import ActionState, Level
from actions.models import ActionRules
from actions.pages.effects import suggestion_for
from actions.pages.work import work_for
from actions.queries.effects import before_and_after
from actions.services import judge_effect, let_verification_stand, mark_done, reopen_action, verify_action
from foundation.council.clock import today
from foundation.statistics import lot_of
from tests.reading import fresh
from tests.replay import replayed

from .stages import raised, trail_of


@pytest.fixture
@replayed
def verified(done_action, team_manager):
    return verify_action(actor=team_manager.person, action=done_action)


def test_the_lot_of_a_verified_action_can_be_drawn_again_by_anybody(verified):
    look = verified.second_looks.get()

    assert (look.seed, look.lot, look.percentage) == (1, lot_of(1, verified.number), 20)
    assert look.is_drawn == (look.lot < 2000)


def test_a_drawn_action_waits_for_the_lead_and_stays_closed(everything_drawn, verified, lead):
    assert [item.what for item in work_for(lead.person, today())] == ["Look again: Update the chronology"]

    let_verification_stand(actor=lead.person, action=verified)

    assert fresh(verified).state == ActionState.VERIFIED
    assert [item.what for item in work_for(lead.person, today())] == ["Confirm the effect of 1 action"]
    assert trail_of(verified)[-1] == "looked at the evidence again: the verification stands"


def test_a_second_look_that_fails_opens_the_action_again(everything_drawn, verified, lead):
    reopen_action(actor=lead.person, action=verified, reason="The document is of another child.")

    action = fresh(verified)
    assert (action.state, action.verified_by, action.done_on) == (ActionState.OPEN, None, None)
    assert action.evidence.get().return_reason == "The document is of another child."


def test_what_was_not_drawn_is_not_looked_at(nothing_drawn, verified, lead):
    with pytest.raises(ValidationError, match="does not wait for a second look"):
        let_verification_stand(actor=lead.person, action=verified)


def test_what_a_lead_verified_is_not_drawn(everything_drawn, done_action, lead):
    assert not verify_action(actor=lead.person, action=done_action).second_looks.get().is_drawn


def test_a_manager_does_not_take_the_second_look(everything_drawn, verified, service_manager):
    with pytest.raises(PermissionDenied):
        let_verification_stand(actor=service_manager.person, action=verified)


def test_the_verifier_says_what_changed_for_the_child(nothing_drawn, lead, worker, team_manager):
    action = raised(lead, worker, level=Level.CHILD)
    mark_done(actor=worker.person, action=action, evidence="Seen alone twice.")
    verified = verify_action(actor=team_manager.person, action=action)
    assert "Say what changed through 1 action" in [item.what for item in work_for(team_manager.person, today())]

    judge_effect(actor=team_manager.person, action=verified, is_effective=True, words="She has told her worker about school.")

    assert fresh(action).state == ActionState.EFFECTIVE
    assert (fresh(action).effect.before, fresh(action).effect.words) == (None, "She has told her worker about school.")


def test_the_effect_waits_for_the_second_look(everything_drawn, verified, lead):
    with pytest.raises(ValidationError, match="looks at its evidence first"):
        judge_effect(actor=lead.person, action=verified, is_effective=True, words="Better.")


def test_the_owner_does_not_judge_the_effect(nothing_drawn, verified, worker):
    with pytest.raises(PermissionDenied):
        judge_effect(actor=worker.person, action=verified, is_effective=True, words="Better.")


@pytest.mark.parametrize("level", [Level.TEAM, Level.SERVICE, Level.SYSTEM])
def test_the_lead_alone_confirms_what_audits_suggest(nothing_drawn, lead, worker, team_manager, level):
    action = raised(lead, worker, level=level)
    mark_done(actor=worker.person, action=action, evidence="Done.")
    verified = verify_action(actor=team_manager.person, action=action)

    with pytest.raises(PermissionDenied):
        judge_effect(actor=team_manager.person, action=verified, is_effective=True, words="Better.")
    assert judge_effect(actor=lead.person, action=verified, is_effective=False, words="The same.").state == ActionState.NOT_EFFECTIVE


def finish(audit, day: datetime.date, grade: str):
    """An audit as moderated on `day`, every agreed grade the same: the figures are set, not earned."""
    from audits.enums import Stage
    from audits.models import Audit, Judgement

    Audit.objects.filter(pk=audit.pk).update(state="moderated", submitted_on=day, finished_on=day)
    for domain in [None, *audit.tool.domains.all()]:
        Judgement.objects.update_or_create(audit=audit, domain=domain, stage=Stage.AGREED, defaults={"grade": grade, "reason": "x"})
    return Audit.objects.get(pk=audit.pk)


@pytest.fixture
@replayed
def team_action(nothing_drawn, lead, worker, team_manager, cycle):
    action = raised(lead, worker, level=Level.TEAM, domains=list(cycle.tool.domains.all()[:2]))
    mark_done(actor=worker.person, action=action, evidence="Done.")
    return verify_action(actor=team_manager.person, action=action)


def add_finished(lead, cycle, team, grades: dict[str, list[datetime.date]]) -> None:
    from audits.allocation.services.allocation import add_audit

    for grade, days in grades.items():
        for day in days:
            finish(add_audit(actor=lead.person, cycle=cycle, case_id=f"C-{grade}-{day:%m%d}", team=team), day, grade)


def days_of(month: int, count: int) -> list[datetime.date]:
    return [datetime.date(2023, month, day) for day in range(1, count + 1)]


def test_later_audits_of_the_team_are_compared_with_earlier_ones(lead, cycle, elm_team, ash_team, team_action):
    add_finished(lead, cycle, elm_team, {"RI": days_of(6, 4), "G": days_of(9, 3)})
    add_finished(lead, cycle, ash_team, {"I": days_of(10, 2)})
    compared = before_and_after(fresh(team_action), datetime.date(2023, 10, 31))

    assert (compared.before, compared.weak_before, compared.after, compared.weak_after) == (4, 4, 3, 0)


def test_the_suggestion_obeys_a_small_sample(lead, cycle, elm_team, team_action):
    add_finished(lead, cycle, elm_team, {"RI": days_of(6, 4), "G": days_of(9, 2)})
    few = suggestion_for(fresh(team_action), datetime.date(2023, 9, 2))

    assert few.text == "Too few audits to compare: 4 before and 2 after, and 3 on each side are asked for."
    ActionRules.objects.filter(pk=1).update(effect_fewest=2)
    # Fisher's exact test on 4 of 4 and 0 of 2: 1 / (6 choose 2) = 0.067.
    assert suggestion_for(fresh(team_action), datetime.date(2023, 9, 2)).text.endswith("the suggestion is effective, weakly.")
    assert few.before == "4 of 4; the true rate could be as low as 51%"


def test_what_the_audits_said_is_shown_to_who_oversees_and_not_to_the_owner(lead, worker, cycle, elm_team, team_action):
    add_finished(lead, cycle, elm_team, {"RI": days_of(6, 3)})
    judge_effect(actor=lead.person, action=team_action, is_effective=False, words="Nothing shows it yet.")

    assert "Found weak" in lead.get(team_action.get_absolute_url()).content.decode()
    assert "Found weak" not in worker.get(team_action.get_absolute_url()).content.decode()


def test_what_the_audits_said_is_kept_with_the_effect(lead, cycle, elm_team, team_action):
    add_finished(lead, cycle, elm_team, {"RI": days_of(6, 3)})
    judge_effect(actor=lead.person, action=team_action, is_effective=False, words="Nothing shows it yet.")

    effect = fresh(team_action).effect
    assert (effect.before, effect.weak_before, effect.after, effect.weak_after) == (3, 3, 0, 0)
