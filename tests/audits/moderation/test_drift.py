"""An auditor whose grades moderation often changes, or changes one way: their next audits are moderated."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from audits.auditing.services.auditing import submit_audit
from audits.calculations.counted import GradeLine
from audits.calculations.latest import moderated_audit
from audits.enums import AuditState, ChosenBy, Grade, Stage
from audits.models import Audit, AuditRules, Cycle
from audits.moderation.calculations import Drift, choice_of
from audits.moderation.queries.drift import auditors_with_drift, drift_of
from audits.moderation.services.moderation import save_moderator_grades
from audits.moderation.services.selection import change_moderation_rules
from tests.audit_stages import agreed_as_submitted, grade_all, moderate_unchanged
from tests.month_grades import OVERALL, add_month, alter, month_of
from tests.reading import text_at
from tests.replay import replayed

SHARE = 40
grades = st.sampled_from(Grade.values)


def by_drift(lead) -> None:
    """A month that is moderated for drift alone."""
    Cycle.objects.update(moderation_rule="by_rule")
    change_moderation_rules(actor=lead.person, best_and_worst=False, first_audits=0, drift=True, percentage=0, seed=7)


def history(auditor, *, pre: str, agreed: str) -> list[Audit]:
    """Moderated audits of May with these overall judgements, all of one auditor."""
    audits = add_month(month_of("2023-05"), {OVERALL: pre}, {OVERALL: agreed})
    alter(audits, auditor=auditor, finished_on=datetime.date(2023, 6, 1))
    return audits


def submitted(audit) -> Audit:
    return submit_audit(actor=audit.auditor, audit=grade_all(audit))


def test_four_changed_of_ten_is_drift_and_the_next_audit_is_chosen(lead, started_audit):
    history(started_audit.auditor, pre="G " * 10, agreed="RI RI O O " + "G " * 6)
    by_drift(lead)

    audit = submitted(started_audit)

    assert (audit.state, audit.moderation_choice.chosen_by) == (AuditState.SUBMITTED, ChosenBy.DRIFT)


@pytest.mark.parametrize(("pre", "agreed"), [("G " * 9, "RI " * 9), ("G " * 10, "RI RI O " + "G " * 7), ("", "")])
def test_nine_audits_or_three_changed_of_ten_are_no_drift(lead, started_audit, pre, agreed):
    history(started_audit.auditor, pre=pre, agreed=agreed)
    by_drift(lead)

    assert submitted(started_audit).moderation_choice.chosen_by == ChosenBy.NOBODY


def test_only_the_latest_ten_count(lead, started_audit):
    history(started_audit.auditor, pre="G " * 10, agreed="RI " * 10)
    latest = add_month(month_of("2023-06"), {OVERALL: "G " * 10}, {OVERALL: "G " * 10})
    alter(latest, auditor=started_audit.auditor, finished_on=datetime.date(2023, 7, 3))

    assert drift_of(started_audit.auditor) == Drift(audits=10, compared=10, up=0, down=0)


def test_the_rule_can_be_switched_off_and_its_share_is_a_setting(lead, started_audit):
    history(started_audit.auditor, pre="G " * 10, agreed="RI RI O O " + "G " * 6)

    assert [name for name, _ in auditors_with_drift()] == [started_audit.auditor.name]
    AuditRules.objects.create(pk=1, drift_share=50)
    assert auditors_with_drift() == []


def test_switched_off_nobody_is_chosen_for_it(lead, started_audit):
    history(started_audit.auditor, pre="G " * 10, agreed="RI " * 10)
    by_drift(lead)
    change_moderation_rules(actor=lead.person, best_and_worst=False, first_audits=0, drift=False, percentage=0, seed=7)

    assert submitted(started_audit).moderation_choice.chosen_by == ChosenBy.NOBODY


def test_a_released_audit_says_nothing_of_drift(lead, started_audit):
    alter(history(started_audit.auditor, pre="G " * 10, agreed="RI " * 10), state=AuditState.RELEASED)

    assert drift_of(started_audit.auditor).audits == 0


@given(st.lists(st.tuples(grades, grades)), st.integers(1, 100))
def test_drift_is_the_share_changed_or_the_sign_test_of_scipy(pairs, share):
    both = [(was, after) for was, after in pairs if "NA" not in (was, after)]
    order = ["O", "G", "RI", "I"]
    up = sum(order.index(after) < order.index(was) for was, after in both)
    down = sum(order.index(after) > order.index(was) for was, after in both)
    one_way = up + down > 0 and stats.binomtest(up, up + down).pvalue < 0.05

    found = Drift(10, *moderated_audit("", 1, [GradeLine(place, was, "", after) for place, (was, after) in enumerate(pairs)]).agreed)

    assert (found.compared, found.up, found.down) == (len(both), up, down)
    assert found.is_drift(share) == (len(both) > 0 and ((up + down) * 100 >= share * len(both) or one_way))


def test_the_grade_and_the_first_audits_go_before_drift_and_drift_before_the_lot():
    rules = {"number": 1, "best_and_worst": True, "first_audits": 3, "percentage": 100, "seed": 7, "drifts": True}

    chosen = [choice_of(overall=overall, earlier=earlier, **rules).chosen_by for overall, earlier in [("I", 0), ("G", 0), ("G", 9)]]

    assert chosen == [ChosenBy.GRADE, ChosenBy.FIRST, ChosenBy.DRIFT]


@pytest.fixture
@replayed
def drifting(lead, started_audit) -> Audit:
    history(started_audit.auditor, pre="G " * 10, agreed="RI " * 10)
    by_drift(lead)
    return submitted(started_audit)


def test_the_lead_reads_why_it_was_chosen_and_the_auditor_not_until_it_is_moderated(drifting, lead, auditor, moderator):
    address = drifting.get_absolute_url()
    before = text_at(auditor, address)
    moderate_unchanged(drifting)

    assert "10 of 10 grades: 0 to better, 10 to worse" in text_at(lead, address)
    assert "grades were often changed" not in before
    assert "grades were often changed" in text_at(auditor, address)


def test_neither_the_moderator_nor_the_team_ever_reads_of_drift(drifting, moderator, team_manager, worker, director):
    address = drifting.get_absolute_url()
    before = text_at(moderator, address)
    save_moderator_grades(actor=moderator.person, audit=drifting, grades=agreed_as_submitted(drifting))
    graded = text_at(moderator, address)
    moderate_unchanged_after(drifting)

    assert "decided who moderates it" not in before.lower()
    assert "Chosen by a rule of moderation." in graded
    for reader in (moderator, team_manager, worker, director):
        assert "often changed" not in text_at(reader, address)


def moderate_unchanged_after(audit: Audit) -> None:
    from audits.moderation.services.moderation import finish_moderation

    finish_moderation(actor=audit.moderator, audit=audit, agreed=agreed_as_submitted(audit))


def test_the_month_counts_it_apart_for_the_lead_with_the_seed(drifting, lead, director):
    address = drifting.cycle.get_absolute_url()

    assert "Chosen by rule: 1 (0 Inadequate or Outstanding, 0 among an auditor’s first, 1 as the auditor’s" in text_at(lead, address)
    assert "Seed of the lots" not in text_at(director, address)


def test_the_page_of_the_rules_says_what_drift_is(lead):
    AuditRules.objects.create(pk=1, drift_share=35)

    assert "latest 10 moderated audits: 35% or more" in text_at(lead, "/audits/moderation-rules/")


def test_the_latest_audits_are_found_in_a_fixed_number_of_queries(started_audit, django_assert_num_queries):
    history(started_audit.auditor, pre="G " * 12, agreed="RI " * 12)

    with django_assert_num_queries(1):
        drift_of(started_audit.auditor)


def test_an_audit_has_its_agreed_grade_though_the_moderator_gave_another(started_audit):
    """What counts as changed is the agreed grade: a moderator who came round to the auditor's did not change it."""
    audits = history(started_audit.auditor, pre="G " * 10, agreed="G " * 10)
    audits[0].judgements.create(stage=Stage.MODERATOR, grade="I")

    assert drift_of(started_audit.auditor).changed == 0
