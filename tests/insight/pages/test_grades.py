"""Results: the grades of a period, for everyone but practitioners."""

import csv
import io
import re

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from audits.enums import AuditState
from tests.month_grades import ASSESSMENT, JUNE_GRADES, OUTCOMES, OVERALL, OVERSIGHT, PLANNING, RELATIONSHIP, add_month, alter, month_of

URL, MODERATION, FACTS = "/insight/grades/", "/insight/grades/moderation/", "/insight/facts/"


def words(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode().replace("</t", " </t")).replace("&#x27;", "’"))


def test_june_shows_counts_percentages_and_intervals(board_member, june):
    text = words(board_member.get(URL))

    assert "June 2023, after moderation 0 (0%)0–22% 2 (14%)4–40% 10 (71%)45–88% 2 (14%)4–40% 14 2 (14%)4–40%" in text.replace(" (", " (")


def test_rounding_is_owned_up_to(board_member, june):
    assert "June 2023, after moderation: percentages sum to 99 because each is rounded." in words(board_member.get(URL))


def test_july_is_shown_before_moderation_and_says_so(board_member, july):
    text = words(board_member.get(URL))

    assert "July 2023, before moderation 0 (0%)0–30% 0 (0%)0–30% 7 (78%)45–94% 2 (22%)6–55% 9" in text


def test_june_and_july_do_not_differ_in_inadequate(board_member, june, july):
    text = words(board_member.get(URL))

    assert "no evidence of a difference (p = 1.0, Fisher’s exact test)" in text
    assert "moderation may account for part of any difference" in text


def test_relationship_is_strongest_and_assessment_and_planning_weakest(board_member, june):
    text = words(board_member.get(URL))

    assert f"Strongest: {RELATIONSHIP}, 4 of 14 (29%) Good or better and 0 of 14 (0%) Inadequate. " in text
    assert f"Weakest: {ASSESSMENT} and {PLANNING}, 0 of 14 (0%) Good or better each and 3 of 14 (21%) Inadequate; {OVERSIGHT}, " in text
    assert f"(so few audits do not tell these apart). Not told apart from either: {OUTCOMES}." in text


def test_first_outstanding_is_offered_as_a_fact(board_member, june):
    text = words(board_member.get(FACTS))

    assert (
        f"first Outstanding ever recorded here for {RELATIONSHIP}: 1 of 14 (7%) after moderation, and a further 3 of 14 (21%) Good." in text
    )


def test_a_fourth_consecutive_month_with_a_good_is_counted(lead, june):
    for month in ("2023-03", "2023-04", "2023-05"):
        add_month(month_of(month), {OVERALL: "G RI"}, {OVERALL: "G RI"})
    add_month(month_of("2023-02"), {OVERALL: "RI RI"}, {OVERALL: "RI RI"})

    assert "June 2023 is the fourth consecutive month with at least one audit graded Good or better" in words(lead.get(FACTS))
    longer = words(lead.get("/insight/facts/?from=2023-04&to=2023-06"))
    assert "is the fourth consecutive month with at least one audit graded Good" in longer
    assert "is the third consecutive month with at least one audit graded Good" not in longer


def test_the_flow_shows_what_moderation_raised(board_member, june):
    text = words(board_member.get(MODERATION))

    assert "Overall judgement 1 13 0 14" in text


def test_a_month_is_shown_after_moderation_only_when_every_audit_is(lead, june):
    alter([june[0]], state=AuditState.SUBMITTED)

    assert "June 2023, before moderation" in words(lead.get(URL))


def test_lead_goes_from_a_count_to_the_audits_behind_it(lead, june):
    assert b'href="/audits/?month=2023-06&amp;overall=RI&amp;by=post"' in lead.get(URL).content


def test_board_member_gets_no_way_to_the_audits(board_member, june):
    assert "June 2023" in words(board_member.get(URL))
    assert b"/audits/?" not in board_member.get(URL).content


def test_period_is_narrowed_by_month(lead, june, july):
    text = words(lead.get(URL, {"from": "2023-07", "to": "2023-07"}))

    assert "How audits were graded, July 2023" in text
    assert "June 2023, after moderation 0 (0%)" not in text


def test_a_period_the_wrong_way_round_is_explained(lead, june, july):
    assert "“From” is later than “To”" in words(lead.get(URL, {"from": "2023-07", "to": "2023-06"}))


def test_charts_are_pictures_with_their_words(board_member, june):
    response = board_member.get("/insight/charts/overall.svg")

    assert response["Content-Type"] == "image/svg+xml"
    # It shows the font that it carries, and runs nothing.
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert (policy["font-src"], policy["style-src"], policy["script-src"]) == ("'self' data:", "'self' 'unsafe-inline'", "'self'")
    assert "June 2023, after moderation: Good 2, Requires improvement to be good 10, Inadequate 2 of 14." in response.content.decode()


def test_csv_holds_what_is_shown(lead, june):
    response = lead.get(URL, {"export": "csv"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert rows[2] == ["2023-06", "after moderation", "Overall judgement", "Good", "2", "14", "14", "4", "40"]


def test_excel_downloads(lead, june):
    assert lead.get(URL, {"export": "xlsx"}).content.startswith(b"PK")


def test_before_the_first_audit_the_page_says_what_will_come(lead):
    assert "until the first audit is submitted" in words(lead.get(URL))


def test_practitioner_may_not(outsider, june):
    assert outsider.get(URL).status_code == 403
    assert outsider.get("/insight/charts/overall.svg").status_code == 403


def test_posting_is_refused(lead):
    assert lead.post(URL).status_code == 405


def test_the_number_of_queries_is_the_same_with_more_months(lead, june):
    """With nothing kept of an earlier opening."""
    with CaptureQueriesContext(connection) as one:
        lead.get(URL)
    for number in range(3):
        add_month(month_of(f"2023-0{number + 1}"), JUNE_GRADES, JUNE_GRADES)
    cache.clear()
    with CaptureQueriesContext(connection) as four:
        lead.get(URL)
    assert len(four) == len(one)
