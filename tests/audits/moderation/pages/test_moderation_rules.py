"""/audits/moderation-rules/, and what the rules do when an audit is submitted."""

import pytest
from django.urls import reverse

from audits.auditing.services.auditing import submit_audit
from audits.enums import AuditState, ChosenBy, Grade, Stage
from audits.models import Audit, Cycle, ModerationChoice, ModerationRules
from audits.moderation.calculations import choice_of
from audits.moderation.pages.selection import choice_in_words
from audits.moderation.services.moderation import return_audit
from audits.moderation.services.selection import change_moderation_rules
from foundation.activity.models import Entry
from foundation.statistics import lot_of
from tests.audit_stages import grade_all
from tests.reading import fresh

URL = "/audits/moderation-rules/"
RULES = {"best_and_worst": "yes", "first_audits": "0", "drift": "no", "percentage": "0", "seed": "7"}


@pytest.fixture
def by_rule(cycle, lead) -> Cycle:
    """A month moderated by rule, where only Inadequate and Outstanding are chosen."""
    Cycle.objects.update(moderation_rule="by_rule")
    lead.post(URL, RULES)
    return Cycle.objects.get()


def submitted(audit, grade=Grade.GOOD) -> Audit:
    return submit_audit(actor=audit.auditor, audit=grade_all(audit, grade))


def test_the_lead_and_an_administrator_set_the_rules(lead, administrator):
    lead.post(URL, RULES)
    administrator.post(URL, RULES | {"percentage": "25"})

    rules = ModerationRules.objects.get()
    assert (rules.best_and_worst, rules.first_audits, rules.percentage, rules.seed) == (True, 0, 25, 7)
    assert [entry.sentence for entry in Entry.objects.of(rules)] == ["changed the moderation settings"] * 2


def test_the_same_rules_again_leave_no_trace(lead):
    lead.post(URL, RULES)
    lead.post(URL, RULES)

    assert Entry.objects.of(ModerationRules.objects.get()).count() == 1


@pytest.mark.parametrize("wrong", [{"percentage": "101"}, {"first_audits": "-1"}, {"seed": ""}, {"best_and_worst": "maybe"}])
def test_a_wrong_rule_is_said_by_its_field(lead, wrong):
    assert list(lead.post(URL, RULES | wrong).context["form"].errors) == list(wrong)
    assert not ModerationRules.objects.exists()


def test_nobody_else_may(moderator, auditor, director, board_member, outsider):
    assert {visitor.get(URL).status_code for visitor in (moderator, auditor, director, board_member, outsider)} == {403}


def test_a_good_audit_is_released_at_once_with_the_reason(by_rule, started_audit):
    audit = submitted(started_audit)

    assert (audit.state, audit.outcome_reason) == (AuditState.RELEASED, "Not chosen for moderation.")
    assert {row.grade for row in audit.judgements.at(Stage.AGREED)} == {"G"}
    assert audit.moderation_choice.chosen_by == ChosenBy.NOBODY


def test_an_inadequate_waits_for_its_moderator_who_does_not_read_why(by_rule, started_audit, moderator, lead):
    audit = submitted(started_audit, Grade.INADEQUATE)

    assert (audit.state, audit.moderation_choice.chosen_by) == (AuditState.SUBMITTED, ChosenBy.GRADE)
    assert "Chosen as Inadequate" in lead.get(audit.get_absolute_url()).content.decode()
    assert "Chosen as Inadequate" not in moderator.get(audit.get_absolute_url()).content.decode()


def test_why_is_kept_by_its_code_and_older_entries_by_their_words_still_read(by_rule, started_audit, lead):
    audit = submitted(started_audit, Grade.INADEQUATE)
    (entry,) = Entry.objects.of(audit).filter(verb="audit.chosen")
    older = Entry(actor=entry.actor, verb=entry.verb, facts={"reason": "Chosen as Inadequate or Outstanding."})

    assert entry.facts["chosen_by"] == "grade"
    assert {choice_in_words(each, audit, lead.person) for each in (entry, older)} == {"Chosen as Inadequate or Outstanding."}


def test_the_history_says_that_an_audit_of_whoever_sets_the_rules_is_moderated(by_rule, lead, started_audit):
    Audit.objects.filter(pk=started_audit.pk).update(auditor=lead.person)
    audit = submitted(fresh(started_audit))

    assert "Chosen as the auditor sets the rules." in lead.get(audit.get_absolute_url()).content.decode()


def test_a_first_audit_of_an_auditor_is_chosen(by_rule, lead, started_audit):
    change_moderation_rules(actor=lead.person, best_and_worst=True, first_audits=3, drift=False, percentage=0, seed=7)

    assert submitted(started_audit).moderation_choice.chosen_by == ChosenBy.FIRST


def test_a_lot_is_kept_with_its_seed(by_rule, lead, started_audit):
    change_moderation_rules(actor=lead.person, best_and_worst=False, first_audits=0, drift=False, percentage=100, seed=42)

    choice = submitted(started_audit).moderation_choice

    assert (choice.chosen_by, choice.seed, choice.percentage) == (ChosenBy.RANDOM, 42, 100)
    assert choice.lot == lot_of(42, started_audit.number)


def test_what_comes_back_after_a_return_is_not_chosen_again(by_rule, moderator, started_audit):
    audit = submitted(started_audit, Grade.INADEQUATE)
    return_audit(actor=moderator.person, audit=audit, reason="Say who was at the review.")

    assert submitted(audit, Grade.GOOD).state == AuditState.SUBMITTED
    assert ModerationChoice.objects.get().chosen_by == ChosenBy.GRADE


def test_a_month_where_all_are_moderated_chooses_nobody(submitted_audit):
    assert submitted_audit.state == AuditState.SUBMITTED
    assert not ModerationChoice.objects.exists()


def test_the_month_says_how_many_random_apart_from_chosen(by_rule, lead, started_audit):
    submitted(started_audit)

    page = lead.get(reverse("audits:cycle", args=["2023-06"])).content.decode()

    assert "Chosen by rule: 0 (0 Inadequate or Outstanding, 0 among an auditor’s first)." in page
    assert "Drawn at random: 0 of 1" in page
    assert "Seed of the lots: 7." in page
    assert "the rules ask for 0%" in page


def test_lots_are_spread_evenly_and_a_percentage_holds():
    """Of 20,000 audits about 30% are drawn: within four standard errors, √(0.3 × 0.7 / 20,000) = 0.32 points."""
    chosen = [
        choice_of(overall="G", earlier=9, drifts=False, number=number, best_and_worst=True, first_audits=3, percentage=30, seed=7).chosen_by
        for number in range(1, 20_001)
    ]

    assert abs(chosen.count(ChosenBy.RANDOM) / 20_000 - 0.3) < 4 * 0.0033
    assert set(chosen) == {ChosenBy.RANDOM, ChosenBy.NOBODY}
