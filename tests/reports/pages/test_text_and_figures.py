"""Text that says of the figures what they do not, or no longer, is named, and stops the approval until somebody confirms it."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from performance.imports.services import import_figures
from reports.queries.quoted import doubts_of
from reports.services import approve_report, save_findings, write_section
from tests.month_grades import JULY_GRADES, OVERALL, moderate
from tests.performance.files import SCORECARD, scorecard_file
from tests.replay import replayed
from tests.reports.pages.reading import trail_of, words

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
    assert "“703.9” stood in the report’s figures when this was written, and does no longer." in page
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

    assert "“703.9” stood in the report’s figures" in shown
    assert trail_of(quoting)[-1] == "confirmed what a section says of the figures"
    assert approve_report(actor=director.person, report=quoting).is_approved


def test_a_count_that_no_table_has_is_named_at_once(lead, director, report):
    write_section(actor=lead.person, report=report, key="pace", text="Nine of fourteen audits of June require improvement.")
    save_findings(actor=lead.person, report=report, findings=[("area", "In July every audit is Inadequate.", "record")])

    assert [doubt.where for doubt in doubts_of(report)] == ["Pace of practice improvement", "Key findings"]
    page = words(director.post(f"{REPORT}approve/", {"sure": "on"}))
    assert "“Nine of fourteen” is not in any table of 14 that the report shows." in page


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
