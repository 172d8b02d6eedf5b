"""One audit of a moderated month that is opened again, comes late, is sent back or withdrawn leaves the others' agreed grades."""

import csv
import io
import json

import pytest
from django.core.management import call_command

from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import submit_audit
from audits.enums import AuditState, Grade, Stage
from audits.models import Audit, Cycle
from audits.moderation.services.moderation import return_audit
from audits.moderation.services.reopening import reopen_audit
from insight.calculations import shown_by_month
from insight.queries.distributions import distributions
from reports.composing import Draft, compose
from reports.services import approve_report, open_report
from tests.audit_stages import grade_all, moderate_unchanged
from tests.insight.pages.test_grades import words
from tests.month_grades import JUNE, OVERALL, add_judgements, alter
from tests.replay import replayed

SAID = "after moderation (13 agreed, 1 opened again)"


@pytest.fixture
@replayed
def one_again(lead, june) -> list[Audit]:
    """Of June's fourteen moderated audits one of the two Inadequate ones is opened again."""
    reopen_audit(actor=lead.person, audit=june[13], reason="New evidence came.")
    return june


def shown():
    (month,) = shown_by_month(distributions(JUNE, JUNE))
    return month.stage, month.audits, month.overall[Grade.INADEQUATE], month.standing.left_out_words


def test_insight_says_thirteen_agreed_and_one_opened_again(lead, one_again):
    text = words(lead.get("/insight/grades/"))

    assert f"June 2023, {SAID}" in text
    assert "June 2023: 13 audits of 14 submitted have agreed grades and are counted; 1 opened again, not counted until agreed." in text
    assert shown() == (Stage.AGREED, 13, 1, "1 opened again")


def test_every_page_file_and_fact_says_it(lead, one_again):
    exported = list(csv.reader(io.StringIO(lead.get("/insight/grades/", {"export": "csv"}).content.decode("utf-8-sig"))))
    facts = [fact.sentence for fact in lead.get("/insight/facts/").context["facts"]]

    assert {row[1] for row in exported[1:]} == {SAID}
    assert SAID in lead.get("/insight/charts/overall.svg").content.decode()
    assert facts
    assert all(SAID in sentence for sentence in facts if "June 2023," in sentence)


def test_the_draft_report_and_what_it_lacks_say_it(lead, one_again):
    text = " ".join(compose(Draft(JUNE, JUNE)).words())
    report = open_report(actor=lead.person, first_month=JUNE, last_month=JUNE)

    assert f"June 2023, {SAID}: 14 records audited" in text
    assert "These are the grades after moderation. June 2023: 13 audits of 14 submitted" in text
    assert "before moderation" not in text
    assert "June 2023: 13 of 14 audits moderated; 1 opened again" in words(lead.get(report.get_absolute_url()))


def test_the_month_page_says_it(lead, one_again):
    text = words(lead.get("/cycles/2023-06/"))

    assert "13 of 14 audits moderated or released; 1 opened again" in text
    assert "13 of 14 submitted; 1 sent back or opened again" in text


def test_a_report_says_what_changed_in_a_month_that_the_board_has_read(lead, director, june):
    earlier = open_report(actor=lead.person, first_month=JUNE, last_month=JUNE)
    approve_report(actor=director.person, report=earlier)
    reopen_audit(actor=lead.person, audit=june[13], reason="New evidence came.")
    later = open_report(actor=lead.person, first_month=JUNE, last_month=JUNE.replace(month=7))

    assert (
        "June 2023 was shown after moderation: 2 Good, 10 Requires improvement to be good, 2 Inadequate. Since then that has changed; "
        f"now, {SAID}: 2 Good, 10 Requires improvement to be good, 1 Inadequate."
    ) in words(lead.get(later.get_absolute_url())).replace("Requires improvement,", "Requires improvement to be good,")


def test_agreement_leaves_it_out_and_says_so(board_member, one_again):
    add_judgements(one_again[:13], Stage.MODERATOR, {OVERALL: "G G" + " RI" * 10 + " I"})
    text = words(board_member.get("/insight/agreement/"))

    assert "Moderators gave the auditor’s overall grade in 13 of 13" in text.replace("12 of 13", "13 of 13")
    assert "1 audit of these months was opened again and is left out until the grades are agreed again." in text


def test_the_summary_counts_thirteen_after_and_fourteen_before(one_again):
    out, said = io.StringIO(), io.StringIO()
    call_command("audit_summary", "--from", "2023-06", "--to", "2023-06", stdout=out, stderr=said)
    months = json.loads(out.getvalue())["months"]

    assert [(row["stage"], row["audits"]) for row in months] == [("post", 13), ("pre", 14)]
    assert [set(row) for row in months] == [{"month", "stage", "audits", "overall", "domains"}] * 2
    assert "1 opened again" in said.getvalue()


def test_the_count_leads_to_the_audits_that_it_counts(lead, one_again):
    listed = lead.get("/audits/", {"month": "2023-06", "overall": "I", "by": "post"})

    assert len(listed.context["table"].rows) == 1


def late_audit(lead, auditor, moderator, elm_team) -> Audit:
    cycle = Cycle.objects.get(month=JUNE)
    people = {"auditor": auditor.person, "moderator": moderator.person}
    audit = add_audit(actor=lead.person, cycle=cycle, case_id="C-late", team=elm_team, **people)
    return submit_audit(actor=auditor.person, audit=grade_all(audit))


def test_an_audit_submitted_late_waits_and_leaves_the_month_as_it_is(lead, auditor, moderator, elm_team, june):
    audit = late_audit(lead, auditor, moderator, elm_team)

    assert shown() == (Stage.AGREED, 14, 2, "1 waiting for moderation")

    audit.judgements.create(stage=Stage.MODERATOR, domain=None, grade="G")
    return_audit(actor=moderator.person, audit=audit, reason="Say more on planning.")

    assert shown() == (Stage.AGREED, 14, 2, "1 sent back")


def test_a_late_audit_once_moderated_is_counted(lead, auditor, moderator, elm_team, june):
    moderate_unchanged(late_audit(lead, auditor, moderator, elm_team))

    assert shown() == (Stage.AGREED, 15, 2, "")


def test_an_audit_opened_again_and_withdrawn_leaves_the_month(lead, one_again):
    alter([one_again[13]], state=AuditState.WITHDRAWN)

    assert shown() == (Stage.AGREED, 13, 1, "")


def test_a_month_whose_moderation_was_never_finished_is_shown_before_it(june):
    alter([june[0]], state=AuditState.SUBMITTED)

    assert shown()[:2] == (Stage.PRE, 14)


def test_the_first_few_moderated_audits_do_not_speak_for_the_month(lead, auditor, moderator, elm_team, cycle):
    people = {"auditor": auditor.person, "moderator": moderator.person, "team": elm_team, "cycle": cycle}
    first, second = (add_audit(actor=lead.person, case_id=f"C-{number}", **people) for number in (1, 2))
    moderate_unchanged(submit_audit(actor=auditor.person, audit=grade_all(first)))
    submit_audit(actor=auditor.person, audit=grade_all(second))

    assert shown()[:2] == (Stage.PRE, 2)
