"""Text that says of the figures what they do not, or no longer, is named, and stops the approval until somebody confirms it."""

import datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.services.counting import count_again
from performance.imports.services import import_figures
from performance.models import Indicator
from performance.services import publish_comments, write_comment
from reports.queries.quoted import doubts_of
from reports.services import approve_report, save_findings, write_section
from tests.month_grades import JULY_GRADES, OVERALL, alter, moderate
from tests.performance.files import SCORECARD, scorecard_file
from tests.replay import replayed
from tests.reports.pages.reading import trail_of, words

RI = "Requires improvement to be good"
REPORT = "/reports/2023-06-to-2023-07/"
CONFIRM = f"{REPORT}figures/pace/"
ROW = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-06,728.9,2023-07,{},579.3"


@pytest.fixture
@replayed
def quoting(lead, analyst, report):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    write_section(actor=lead.person, report=report, key="pace", text="Referrals stand at 703.9 for every 10,000 children.")
    return report


def restated(analyst) -> None:
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(ROW.format("710.4"))), name="again.csv")


def test_a_figure_that_changed_since_is_named_and_stops_the_approval(lead, director, analyst, quoting):
    before = doubts_of(quoting)
    restated(analyst)

    page = words(lead.get(REPORT))
    assert before == []
    assert "Pace of practice improvement: text and figures differ" in page
    was = "Referral starts in last 12 months, Rate per 10,000 children, July 2023"
    assert f"“703.9” was {was}, when this was written; it is 710.4 now." in page
    with pytest.raises(ValidationError, match=r"703\.9"):
        approve_report(actor=director.person, report=quoting)


def test_corrected_text_is_not_named(lead, analyst, quoting):
    restated(analyst)
    write_section(actor=lead.person, report=quoting, key="pace", text="Referrals stand at 710.4 for every 10,000 children.")

    assert doubts_of(quoting) == []


def test_once_confirmed_it_may_be_approved(lead, director, analyst, quoting):
    restated(analyst)
    shown = words(lead.get(CONFIRM))
    lead.post(CONFIRM)

    assert "“703.9” was Referral starts in last 12 months" in shown
    assert trail_of(quoting)[-1] == "confirmed what a section says of the figures"
    assert approve_report(actor=director.person, report=quoting).is_approved


def test_a_count_that_no_table_has_is_named_at_once(lead, director, report):
    write_section(actor=lead.person, report=report, key="pace", text="Nine of fourteen audits of June require improvement.")
    save_findings(actor=lead.person, report=report, findings=[("area", "In July every audit is Inadequate.", "record")])

    assert [doubt.where for doubt in doubts_of(report)] == ["Pace of practice improvement", "Key findings"]
    page = words(director.post(f"{REPORT}approve/", {"sure": "on"}))
    assert f"“Nine of fourteen” is not what the figures show: June 2023, overall judgement: Good 2, {RI} 10, Inadequate 2." in page


def test_what_was_confirmed_is_asked_again_when_the_grades_change(lead, report, july):
    write_section(actor=lead.person, report=report, key="pace", text="Six of nine audits of July require improvement.")
    lead.post(CONFIRM)
    before = doubts_of(report)
    moderate(july, JULY_GRADES | {OVERALL: "G G" + " RI" * 5 + " I I"})

    assert before == []
    assert len(doubts_of(report)) == 1


def test_nothing_to_confirm_leads_back_to_the_report(lead, report):
    assert lead.get(CONFIRM).url == REPORT
    assert lead.post(CONFIRM).url == REPORT
    assert trail_of(report) == ["opened the report"]


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("board_member", 404), ("outsider", 404)])
def test_nobody_else_confirms(request, who, status, report):
    assert request.getfixturevalue(who).post(CONFIRM).status_code == status


def test_the_reason_of_a_shortfall_is_held_against_how_many_came(lead, report, july):
    cycle = july[0].cycle
    type(cycle).objects.filter(pk=cycle.pk).update(expected=14, shortfall_reason="Eight of fourteen so far: leave.")

    (doubt,) = doubts_of(report)
    assert (doubt.where, doubt.key) == ("Reason for the shortfall of July 2023", "plan-2023-07")
    assert "/cycles/2023-07/" in lead.get(f"{REPORT}figures/{doubt.key}/").content.decode()
    type(cycle).objects.filter(pk=cycle.pk).update(shortfall_reason="Nine of fourteen so far: leave.")
    assert doubts_of(report) == []


TRUE_IN_JUNE = "Ten of fourteen audits of June require improvement. In June none of the audits was Outstanding."


def test_a_claim_that_was_right_says_what_it_said_and_what_stands_now(lead, report, june):
    write_section(actor=lead.person, report=report, key="audits", text=TRUE_IN_JUNE)
    before = doubts_of(report)
    june[2].judgements.filter(stage="agreed", domain=None).update(grade="G")
    count_again([june[2].pk])

    assert before == []
    (doubt,) = doubts_of(report)
    then, now = f"Good 2, {RI} 10, Inadequate 2", f"Good 3, {RI} 9, Inadequate 2"
    assert doubt.sentence == (
        f"“Ten of fourteen” was so when this was written (June 2023, overall judgement: {then}). "
        f"The figures are now: June 2023, overall judgement: {now}."
    )


def test_one_audit_opened_again_outdates_what_was_said_of_all(lead, report, june):
    write_section(actor=lead.person, report=report, key="audits", text=TRUE_IN_JUNE)
    withdrawn = june[0]
    alter([withdrawn], state="withdrawn")

    (doubt,) = doubts_of(report)
    assert doubt.sentence.startswith("“Ten of fourteen” was so when this was written")
    assert f"The figures are now: June 2023, overall judgement: Good 1, {RI} 10, Inadequate 2." in doubt.sentence


def test_it_is_marked_where_it_is_read_and_where_it_is_written(lead, director, report):
    write_section(actor=lead.person, report=report, key="pace", text="Nine of fourteen audits of June require improvement.")
    save_findings(actor=lead.person, report=report, findings=[("area", "In July every audit is Inadequate.", "record")])
    said = "“Nine of fourteen” is not what the figures show"

    assert words(lead.get(REPORT)).count(said) == 2
    assert said in words(lead.get(f"{REPORT}sections/pace/"))
    assert "“every audit” is not what the figures show" in words(lead.get(f"{REPORT}findings/"))
    assert words(director.get(REPORT)).count("Text and figures differ.") == 0
    assert said in words(director.get(f"{REPORT}approve/"))


def test_a_published_comment_that_its_figure_contradicts_stops_the_approval(lead, director, analyst, report):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    referrals = Indicator.objects.get(slug="referrals-rate")
    publish(lead, referrals, "The rate rose after the summer campaign.")

    (doubt,) = doubts_of(report)
    assert (doubt.where, doubt.key) == ("Comment on Referral starts in last 12 months", f"comment-{referrals.slug}-2023-07")
    assert doubt.sentence.startswith(
        "“The rate rose” is not what the figures show: Referral starts in last 12 months: June 2023 728.9; July 2023"
    )
    with pytest.raises(ValidationError, match="The rate rose"):
        approve_report(actor=director.person, report=report)
    assert f"/performance/indicators/{referrals.slug}/2023-07/comment/" in lead.get(f"{REPORT}figures/{doubt.key}/").content.decode()
    lead.post(f"{REPORT}figures/{doubt.key}/")
    assert doubts_of(report) == []


def publish(lead, indicator, comment: str) -> None:
    facts = {"indicator": indicator, "month": datetime.date(2023, 7, 1), "status": None, "comment": comment, "action": ""}
    publish_comments(actor=lead.person, commentaries=[write_comment(actor=lead.person, **facts)])


@pytest.mark.parametrize("stored", [["703.9"], {"version": 1, "numbers": {"703.9": ""}, "claims": {}}])
def test_what_was_stored_before_is_read(lead, report, stored):
    write_section(actor=lead.person, report=report, key="pace", text="It stands at 703.9.")
    report.texts.update(quoted=stored)

    assert [doubt.sentence for doubt in doubts_of(report)] == [
        "“703.9” stood in the report’s figures when this was written, and does no longer."
    ]


def test_a_text_without_a_number_is_saved_without_composing_the_report(lead, report):
    def questions(text: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            write_section(actor=lead.person, report=report, key="summary", text=text)
        return len(asked)

    write_section(actor=lead.person, report=report, key="summary", text="Begun.")
    assert questions("Demand fell again.") < questions("Demand fell again, to 703.9.") - 20
