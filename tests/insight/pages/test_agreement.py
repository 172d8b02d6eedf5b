"""Agreement between auditors and moderators: figures for everyone but practitioners, counts of an auditor for the lead and that auditor."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from audits.enums import AuditState, Stage
from audits.models import Audit
from tests.browser import assert_accessible, sign_in
from tests.month_grades import ASSESSMENT, JUNE, OUTCOMES, OVERALL, add_judgements, add_month, alter, month_of
from tests.replay import replayed
from tests.workbooks import tables_of

URL = "/insight/agreement/"
PRE = {OVERALL: "G G G" + " RI" * 9, ASSESSMENT: "G" * 1 + " RI" * 11, OUTCOMES: "RI " * 12}
OWN = {OVERALL: "G RI RI" + " I" * 5 + " RI" * 4, ASSESSMENT: "RI" + " RI" * 11, OUTCOMES: "RI " * 12}


@pytest.fixture
@replayed
def double_graded(db, auditor) -> list[Audit]:
    """Twelve audits of June by one auditor. Overall the moderators agreed with five and were worse in seven."""
    audits = add_month(JUNE, PRE, OWN)
    add_judgements(audits, Stage.MODERATOR, OWN)
    alter(audits, auditor=auditor.person)
    return audits


def words(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode().replace("</t", " </t")).replace("&#x27;", "’"))


def test_overall_says_how_often_the_grade_was_the_same_and_which_way_it_differed(board_member, double_graded):
    text = words(board_member.get(URL))

    assert "Moderators gave the auditor’s overall grade in 5 of 12 (42%; 95% interval 19% to 68%)." in text
    assert "0 better and 7 worse than the auditor’s: evidence that moderators grade lower than auditors (p = 0.02, sign test)." in text


def test_few_differences_tell_no_direction(board_member, double_graded):
    assert "0 better and 1 worse than the auditor’s: too few differences to tell a direction." in words(board_member.get(URL))


def test_matrix_goes_from_before_to_after(board_member, double_graded):
    assert "Requires improvement 0 0 4 5 9" in words(board_member.get(URL))


def test_one_grade_everywhere_is_said_so(board_member, double_graded):
    text = words(board_member.get(URL))

    assert f"{OUTCOMES} 12 12 (100%)76–100% No grade differed. All one gradeagreement beyond chance cannot be judged" in text


def test_kappa_and_ac2_come_with_their_intervals(board_member, double_graded):
    figures = re.findall(r"(\S+) (?:weighted kappa|Gwet’s AC2) 95% interval (\S+) to (\S+)", words(board_member.get(URL)))

    assert len(figures) == 2
    for value, low, high in figures:
        low, value, high = (float(each.replace("−", "-")) for each in (low, value, high))
        assert -1 <= low < value < high <= 1


def test_twelve_months_are_shown_unless_others_are_chosen(lead, double_graded):
    add_month(month_of("2022-07"), {OVERALL: "G"}, {OVERALL: "G"})
    add_month(month_of("2022-01"), {OVERALL: "G"}, {OVERALL: "G"})

    assert "Moderated audits, July 2022 to June 2023" in words(lead.get(URL))
    assert "Moderated audits, January 2022" in words(lead.get(URL, {"from": "2022-01", "to": "2022-01"}))


def test_lead_sees_the_counts_of_each_auditor_with_ten_audits(lead, double_graded):
    assert "Amina Yusuf 12 24 0 23 1" in words(lead.get(URL))


def test_an_auditor_with_fewer_is_counted_and_not_named(lead, double_graded):
    alter(double_graded[:3], state=AuditState.RELEASED)
    text = words(lead.get(URL))

    assert "1 auditor with fewer than 10 double-graded audits in these months is not shown" in text
    assert "Amina" not in text


def test_auditor_sees_their_own_counts(auditor, double_graded):
    assert "Your grades" in words(auditor.get(URL))
    assert "Amina Yusuf 12 24 0 23 1" in words(auditor.get(URL))


def test_auditor_with_fewer_than_ten_is_told_when(auditor, double_graded):
    alter(double_graded[:3], state=AuditState.RELEASED)
    text = words(auditor.get(URL))

    assert "9 of your audits have been graded by a moderator too in these months. From 10 on" in text


@pytest.mark.parametrize("who", ["board_member", "director", "head_of_service", "team_manager", "moderator", "analyst", "administrator"])
def test_others_see_no_auditor(who, double_graded, request):
    text = words(request.getfixturevalue(who).get(URL))

    assert ASSESSMENT in text
    assert "Amina" not in text
    assert "auditors see these counts" not in text


def test_a_month_that_a_moderator_still_grades_is_left_out_for_them(moderator, lead, double_graded):
    waiting = add_month(month_of("2023-05"), {OVERALL: "G G G G G"}, {OVERALL: "G G G G G"})
    add_judgements(waiting, Stage.MODERATOR, {OVERALL: "G G G G G"})
    alter([double_graded[0]], state=AuditState.SUBMITTED, moderator=moderator.person)
    double_graded[0].judgements.at(Stage.MODERATOR).delete()

    text = words(moderator.get(URL))

    assert "June 2023 is left out for you" in text
    assert "in 5 of 5; the true rate could be as low as 57%" in text
    assert "in 9 of 16" in words(lead.get(URL))


def test_csv_holds_the_figures_of_every_judgement(lead, double_graded):
    rows = downloaded(lead.get(URL, {"export": "csv"}))

    assert [row[0] for row in rows[1:]] == ["Overall judgement", ASSESSMENT, OUTCOMES]
    assert rows[1][1:8] == ["12", "5", "42", "19", "68", "0", "7"]
    assert rows[3][9:11] == ["All one grade", ""]


def test_csv_of_before_and_after_holds_the_matrices(lead, double_graded):
    rows = downloaded(lead.get(URL, {"export": "moves"}))

    assert len(rows) == 1 + 3 * 16
    assert ["Overall judgement", "Requires improvement to be good", "Inadequate", "5"] in rows


def test_excel_holds_all_three_and_no_auditor(lead, double_graded):
    tables = tables_of(lead.get(URL, {"export": "xlsx"}).content)

    assert len(tables) == 3
    assert "Amina" not in str(tables)


def downloaded(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_before_any_moderation_the_page_says_what_will_come(lead, july):
    assert "Figures appear once moderation is finished" in words(lead.get(URL))


def test_insight_leads_here(lead, june):
    assert URL.encode() in lead.get("/insight/grades/").content


def test_practitioner_may_not(outsider, double_graded):
    assert outsider.get(URL).status_code == 403


def test_posting_is_refused(lead):
    assert lead.post(URL).status_code == 405


def test_the_number_of_queries_is_the_same_with_more_months(lead, double_graded):
    with CaptureQueriesContext(connection) as one:
        lead.get(URL)
    for number in range(3):
        add_judgements(add_month(month_of(f"2023-0{number + 1}"), PRE, OWN), Stage.MODERATOR, OWN)
    with CaptureQueriesContext(connection) as four:
        lead.get(URL)
    assert len(four) == len(one)


@pytest.mark.browser
def test_the_page_is_accessible_and_fits_a_desk_and_a_phone(live, page, phone, lead, double_graded):
    for window in (page, phone):
        sign_in(window, live, lead)
        window.goto(live + URL)

        assert_accessible(window)
        assert window.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("count", [1, 2, 9])
def test_of_few_pairs_there_is_no_coefficient(lead, db, count):
    """One pair of grades would print a kappa of 0.00."""
    before, own = " ".join(["G", *["RI"] * (count - 1)]), " ".join(["RI"] * count)
    audits = add_month(JUNE, {OVERALL: before}, {OVERALL: own})
    add_judgements(audits, Stage.MODERATOR, {OVERALL: own})

    text = words(lead.get(URL))
    file = list(csv.reader(io.StringIO(lead.get(URL, {"export": "csv"}).content.decode("utf-8-sig"))))

    assert f"Too few weighted kappa {count} graded by both; a coefficient needs 10" in text
    assert not re.search(r"\d\.\d\d (weighted kappa|Gwet)", text)
    overall = next(row for row in file if row[:2] == ["Overall judgement", str(count)])
    assert overall[9:15] == ["Too few: needs 10", "", "", "Too few: needs 10", "", ""]
