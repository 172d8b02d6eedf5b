"""How far auditors and moderators agree, through `agreement`."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from sklearn.metrics import cohen_kappa_score

from audits.auditing.services.auditing import submit_audit
from audits.enums import AuditState, Stage
from audits.models import Audit
from audits.moderation.services.moderation import return_audit
from tests.audit_stages import grade_all, moderate_unchanged
from tests.audits.past_audits.sheets import past, sheet
from tests.month_grades import ASSESSMENT, JUNE, OUTCOMES, OVERALL, RELATIONSHIP, add_judgements, add_month, alter, month_of
from tests.replay import replayed

ORDER = ["O", "G", "RI", "I"]
NOTHING = {"n": 0, "exact": None, "up": 0, "down": 0, "kappa": None, "ac2": None, "matrix": [[0] * 4] * 4}
PRE = {OVERALL: "G G RI RI RI I", ASSESSMENT: "G RI RI RI I NA", OUTCOMES: "RI RI RI RI RI RI"}
OWN = {OVERALL: "G RI RI G I RI", ASSESSMENT: "RI RI RI G I G", OUTCOMES: "RI RI RI RI RI RI"}
AGREED = {OVERALL: "G RI RI RI I I", ASSESSMENT: "RI RI RI RI I NA", OUTCOMES: "RI RI RI RI RI RI"}


@pytest.fixture
@replayed
def double_graded(db) -> list[Audit]:
    """Six audits of June. Overall the moderator agreed with two, was better in two and worse in two."""
    audits = add_month(JUNE, PRE, AGREED)
    add_judgements(audits, Stage.MODERATOR, OWN)
    return audits


def agreement(first: str = "2023-06", last: str = "2023-06") -> dict:
    out = io.StringIO()
    call_command("agreement", "--from", first, "--to", last, stdout=out)
    printed = json.loads(out.getvalue())
    assert list(printed) == ["overall", "domains", "auditors"]
    return printed


def kappa(before: str, after: str) -> float:
    return pytest.approx(cohen_kappa_score(before.split(), after.split(), labels=ORDER, weights="linear"), abs=1e-12)


def test_overall_compares_the_auditors_grade_with_the_moderators_own(double_graded):
    overall = agreement()["overall"]

    assert list(overall) == ["n", "exact", "up", "down", "kappa", "ac2", "matrix"]
    assert (overall["n"], overall["exact"], overall["up"], overall["down"]) == (6, 2 / 6, 2, 2)
    assert overall["kappa"] == kappa(PRE[OVERALL], OWN[OVERALL])


def test_ac2_is_that_of_the_handbook_worked_by_hand(double_graded):
    # Four of six are one step apart, so 1 − 4/18 agree; shares G 4, RI 6, I 2 of 12, weights sum to 28/3.
    observed = 1 - 4 / 18
    chance = (28 / 3) / 12 * (4 / 12 * 8 / 12 + 6 / 12 * 6 / 12 + 2 / 12 * 10 / 12)

    assert agreement()["overall"]["ac2"] == pytest.approx((observed - chance) / (1 - chance), abs=1e-12)


def test_matrix_goes_from_the_first_grade_to_the_agreed_one_best_first(double_graded):
    assert agreement()["overall"]["matrix"] == [[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 2, 1], [0, 0, 0, 1]]


def test_not_applicable_on_either_side_leaves_a_domain(double_graded):
    assessment = agreement()["domains"][ASSESSMENT]

    assert (assessment["n"], assessment["up"], assessment["down"]) == (5, 1, 1)
    assert assessment["kappa"] == kappa("G RI RI RI I", "RI RI RI G I")


def test_domains_come_in_the_order_of_the_tool_and_only_those_graded(double_graded):
    assert list(agreement()["domains"]) == [ASSESSMENT, OUTCOMES]


def test_one_pair_has_no_coefficient(db):
    audits = add_month(JUNE, {OVERALL: "G"}, {OVERALL: "RI"})
    add_judgements(audits, Stage.MODERATOR, {OVERALL: "RI"})

    overall = agreement()["overall"]
    assert (overall["n"], overall["kappa"], overall["ac2"]) == (1, None, None)


def test_kappa_is_null_where_everyone_gave_one_grade(double_graded):
    outcomes = agreement()["domains"][OUTCOMES]

    assert (outcomes["n"], outcomes["exact"], outcomes["kappa"]) == (6, 1.0, None)


def test_an_auditor_pools_the_domains_and_is_named_by_email_or_name(double_graded, auditor):
    alter(double_graded, auditor=auditor.person)

    assert agreement()["auditors"] == {"amina@example.org": {"n": 11, "exact": 9 / 11, "up": 1, "down": 1}}


def test_an_auditor_without_an_email_is_named(double_graded, auditor):
    type(auditor.person).objects.filter(pk=auditor.person.pk).update(email=None)
    alter([double_graded[0]], auditor=auditor.person)

    assert agreement()["auditors"] == {"Amina Yusuf": {"n": 2, "exact": 0.5, "up": 0, "down": 1}}


@pytest.mark.parametrize("state", [AuditState.SUBMITTED, AuditState.IN_PROGRESS, AuditState.RELEASED, AuditState.WITHDRAWN])
def test_only_audits_whose_moderation_is_finished_are_compared(double_graded, state):
    alter([double_graded[0]], state=state)

    assert agreement()["overall"]["n"] == 5


def test_months_outside_the_period_are_left_out(double_graded):
    later = add_month(month_of("2023-07"), {OVERALL: "I"}, {OVERALL: "I"})
    add_judgements(later, Stage.MODERATOR, {OVERALL: "I"})

    assert agreement()["overall"]["n"] == 6
    assert agreement("2023-06", "2023-07")["overall"]["n"] == 7


def test_a_moderated_audit_is_compared_as_it_was_graded_on_the_pages(moderated_audit):
    printed = agreement()

    assert printed["overall"]["matrix"] == [[0] * 4, [0, 1, 0, 0], [0] * 4, [0] * 4]
    assert printed["auditors"] == {"amina@example.org": {"n": 5, "exact": 1.0, "up": 0, "down": 0}}
    assert printed["domains"][RELATIONSHIP]["n"] == 1


def test_a_grade_changed_after_a_return_counts_as_first_submitted(submitted_audit):
    returned = return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason="Say what the child said.")
    again = submit_audit(actor=returned.auditor, audit=grade_all(returned, "RI"))
    moderate_unchanged(again)

    assert agreement()["overall"]["matrix"] == [[0] * 4, [0, 0, 1, 0], [0] * 4, [0] * 4]


def test_a_period_without_audits_prints_nothing_compared(db):
    assert agreement("2020-01", "2020-12") == {"overall": NOTHING, "domains": {}, "auditors": {}}


def test_a_period_the_wrong_way_round_is_refused(db):
    with pytest.raises(CommandError, match="is later than --to 2023-06"):
        agreement("2023-07", "2023-06")


def test_the_number_of_queries_does_not_grow_with_the_audits(double_graded, django_assert_num_queries):
    # The last counts those left out, whose moderator knew the grades.
    with django_assert_num_queries(6):
        agreement()


def test_a_past_audit_has_its_one_grade_after_moderation_as_the_moderators_own_and_the_agreed(db, tmp_path):
    path = tmp_path / "past.csv"
    path.write_text(sheet(past("C-1", pre="RI", post="G"), past("C-2", pre="G"), past("C-3", pre="I", moderation="not required")))
    call_command("import_audits", str(path), stdout=io.StringIO())

    printed = agreement()

    assert (printed["overall"]["n"], printed["overall"]["up"]) == (1, 1)
    assert printed["overall"]["matrix"][2] == [0, 1, 0, 0]
    assert printed["auditors"] == {"Amina Yusuf": {"n": 5, "exact": 0.0, "up": 5, "down": 0}}
