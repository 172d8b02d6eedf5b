"""The first screen of Results: five questions, each answered no further than the figures bear out."""

import csv
import io
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from audits.enums import AuditState, Stage
from audits.models import Audit
from foundation.accounts.models import Service, Team
from tests.insight.answers.test_strengths import report
from tests.month_grades import (
    ASSESSMENT,
    JUNE_GRADES,
    OVERALL,
    PLANNING,
    RELATIONSHIP,
    add_judgements,
    add_month,
    alter,
    month_of,
)

__all__ = ["report"]
URL = "/insight/"
HALF_A_YEAR = {"from": "2023-02", "to": "2023-07"}
NOW, BEFORE = "2023-06", "2023-03"


def month(code: str, overall: str, **domains: str) -> list[Audit]:
    """A month with these grades before moderation and after it."""
    grades = {OVERALL: overall, **domains}
    return add_month(month_of(code), grades, grades)


def answer(visitor, anchor: str, **asked: str) -> str:
    """The words of one answer, without its rules."""
    response = visitor.get(URL, HALF_A_YEAR | asked)
    section = re.search(rf'<section class="qa-answer" aria-labelledby="{anchor}">.*?</section>', response.content.decode(), re.S)
    assert section
    plain = re.sub(r"<details.*?</details>", "", section.group(), flags=re.S).replace("</t", " </t").replace("&#x27;", "’")
    return re.sub(r"\s+", " ", strip_tags(plain)).strip()


# Are we improving?


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (
            "G " * 5 + "RI " * 15,
            "G " * 15 + "RI " * 5,
            "Yes: there is evidence that practice is graded better. June 2023 (20 ",
        ),
        ("G " * 15 + "RI " * 5, "G " * 5 + "RI " * 15, "No: there is evidence that practice is graded worse. June 2023 (20 "),
        ("RI " * 12 + "I " * 8, "RI " * 20, "Yes: there is evidence that practice is graded better. June 2023 (20 "),
        ("G " * 5 + "RI " * 15, "G " * 15 + "I " * 5, "In part: there is evidence of change in both directions. June 2023 (20"),
        ("G " * 5 + "RI " * 15, "G " * 7 + "RI " * 13, "No evidence of a change. June 2023 (20 audits graded) beside March 2023 (20)."),
        ("G " * 4, "G " * 9, "Too few audits to say. 9 audits graded in June 2023, 4 in as many months before: each side needs 10."),
    ],
)
def test_whether_grades_improve_is_what_the_intervals_say(lead, before, now, said):
    month(BEFORE, before)
    month(NOW, now)

    assert answer(lead, "improving").startswith(f"Are we improving? {said}")


def test_the_figures_stand_beside_the_answer_with_n_and_interval(lead):
    month(BEFORE, "G " * 5 + "RI " * 15)
    month(NOW, "G " * 15 + "RI " * 5)

    text = answer(lead, "improving")
    assert "Good or better June 2023: 15 of 20 (75%), 53–89%March 2023: 5 of 20 (25%), 11–47%Difference: 50 points higher" in text
    assert "(95% interval 19 to 70) Evidence of a rise Inadequate" in text


def test_months_before_moderation_are_in_no_answer_and_are_named(lead, june, july):
    assert "July 2023 is before moderation and not counted yet." in lead.get(URL).content.decode()
    assert "14 audits graded in June 2023, 0 in as many months before" in answer(lead, "improving")


def test_a_month_alone_is_beside_the_month_before_it(lead, june):
    month("2023-05", "G " * 12)
    text = answer(lead, "improving", **{"from": "2023-06"})

    assert "June 2023 (14 audits graded) beside May 2023 (12)." in text


# Where is practice weakest?


def test_weakest_are_those_that_the_grades_bear_out(lead, june):
    text = answer(lead, "weakest")

    assert text.startswith(f"Where is practice weakest? {PLANNING}; {ASSESSMENT} and ")
    assert "So few audits do not tell these apart.Strongest: Relationship based" in text
    assert f"{ASSESSMENT} what each source says 0 of 14 (0%), 0–22% Key area for improvement" in text
    assert f"{RELATIONSHIP} what each source says 4 of 14 (29%), 12–55% Strongest" in text


def test_a_domain_leads_to_what_other_sources_say_of_it(lead, june):
    page = lead.get(URL, {"from": "2023-06", "to": "2023-06"}).content.decode()
    (address,) = re.findall(r'href="(/insight/triangulation/[^"]*Assessment)"', page)

    assert address == "/insight/triangulation/?from=2023-06&amp;to=2023-06&amp;domain=Assessment"
    assert (
        "What audits, observations, voices, dip samples and figures say of Assessment"
        in lead.get(address.replace("&amp;", "&")).content.decode()
    )


def test_no_domain_is_named_where_none_stands_out(lead):
    month(NOW, "G RI", **{ASSESSMENT: "G RI", PLANNING: "RI RI"})

    assert answer(lead, "weakest").startswith("Where is practice weakest? No domain stands out. No domain stands out: between Assessment, ")


# Which service?


@pytest.fixture
def two_services(lead) -> list[Service]:
    """Rowan, whose twelve audits are Good, and Birch, whose twelve are not."""
    found = []
    for name, grade in (("Rowan Service", "G "), ("Birch Service", "RI ")):
        service = Service.objects.create(name=name)
        alter(month(NOW, grade * 12), team=Team.objects.create(name=f"{name} One", service=service))
        found.append(service)
    return found


def test_a_service_is_named_where_its_grades_are_shown_to_be_worse(lead, two_services):
    text = answer(lead, "service")

    assert text.startswith("Which service? Graded lower than another service: Birch Service. The intervals of Birch Service and Rowan")
    assert "Birch Service 0 of 12 (0%), 0–24% Rowan Service 12 of 12 (100%), 76–100%" in text


def test_services_that_do_not_differ_are_in_the_order_of_their_names_and_none_is_named(lead, two_services):
    rowan, birch = ([*Audit.objects.filter(team__service=service)][:6] for service in two_services)
    alter(rowan, team=two_services[1].teams.get())
    alter(birch, team=two_services[0].teams.get())

    assert answer(lead, "service").startswith("Which service? No service stands out.")


def test_of_a_service_with_few_audits_nothing_is_said(lead, two_services):
    alter(Audit.objects.filter(team__service=two_services[1])[:3], team=None)

    assert answer(lead, "service").startswith("Which service? Too few audits to say.")


def test_of_a_service_that_is_chosen_the_teams_are_compared(lead, two_services):
    text = answer(lead, "service", service=str(two_services[0].pk))

    assert "Only one team can be shown." in text
    assert "Rowan Service One 12 of 12 (100%)" in text
    assert "Birch" not in text


def test_every_answer_from_grades_is_narrowed_by_what_is_chosen(lead, two_services):
    assert "12 audits graded in June 2023" in answer(lead, "improving", service=str(two_services[0].pk))


# Is our auditing itself any good?


def test_agreement_and_measures_say_whether_auditing_is_any_good(lead, june):
    add_judgements(june, Stage.MODERATOR, {OVERALL: "G " + "RI " * 11 + "I I"})
    text = answer(lead, "auditing")

    assert "Moderators gave the auditor’s overall grade in 14 of 14" in text
    assert "Audits moderated 100%14 of 14 audits; 95% interval 78–100%" in text
    assert "None of the 4 things measured gives concern." in text


def test_moderators_who_lean_one_way_are_a_concern(lead, june):
    add_judgements(june, Stage.MODERATOR, {OVERALL: "RI " + "I " * 11 + "I I"})

    assert "Not in everything: 1 of the 4 things measured gives concern." in answer(lead, "auditing")
    assert "Concern: Moderators lean one way." in answer(lead, "auditing")


# What should worry me?


def test_a_domain_that_has_fallen_is_a_worry_with_its_interval(lead):
    month(BEFORE, "G " * 20, **{ASSESSMENT: "G " * 20})
    month(NOW, "G " * 20, **{ASSESSMENT: "G " * 5 + "RI " * 15})
    text = answer(lead, "worry")

    fall = "Good or better 5 of 20 (25%) in June 2023, 20 of 20 (100%) in March 2023; 75 points lower (95% interval −89 to −48)."
    assert text.startswith("What should worry me? One thing.")
    assert f"{ASSESSMENT} has fallen: {fall}" in text


def test_it_says_when_there_is_nothing(lead, june):
    assert "Nothing that is looked at here gives cause." in answer(lead, "worry")


def test_before_the_first_audit_the_page_says_what_will_come(lead):
    assert "until the first audit is submitted" in lead.get(URL).content.decode()


def test_where_no_month_is_after_moderation_nothing_is_said(lead, july):
    said = "No month chosen is counted after moderation yet: July 2023 waits for it."

    assert answer(lead, "improving").startswith(f"Are we improving? Too few audits to say. {said}")
    assert answer(lead, "weakest").startswith(f"Where is practice weakest? Nothing to say yet. {said}")
    assert answer(lead, "service").startswith("Which service? Nothing to say yet.")


# Who reads what


def test_a_moderator_who_still_grades_blind_sees_nothing_of_that_month(moderator, june):
    alter(june[:1], state=AuditState.SUBMITTED, moderator=moderator.person)
    page = moderator.get(URL).content.decode()

    assert "You still have audits to moderate blind in June 2023." in page
    assert "No audit of the months chosen has grades that can be shown to you." in answer(moderator, "weakest")
    assert not re.search(" of 1[34] ", page)


def test_a_board_member_is_shown_no_service_of_few(board_member, lead, two_services):
    alter(Audit.objects.filter(team__service=two_services[1])[:3], team=two_services[0].teams.get())

    assert "Rowan Service 12 of 15 (80%)" in answer(lead, "service")
    assert answer(board_member, "service").startswith("Which service? Too few audits to show services beside each other.")
    assert "Not counted here: June 2023, some counts of its parts are under five." in answer(board_member, "service")


def test_a_board_member_is_shown_services_whose_counts_are_safe(board_member, two_services):
    assert "Graded lower than another service: Birch Service." in answer(board_member, "service")


def test_a_head_of_service_and_a_board_member_read_all_five(head_of_service, board_member, june):
    for visitor in (head_of_service, board_member):
        assert len(re.findall('class="qa-answer"', visitor.get(URL).content.decode())) == 5


def test_practitioners_may_not_and_nothing_is_posted(outsider, lead, june):
    assert outsider.get(URL).status_code == 403
    assert lead.post(URL).status_code == 405


# Files, size


def test_the_file_has_question_answer_figures_rule_and_what_they_cover(lead):
    month(BEFORE, "G " * 5 + "RI " * 15)
    month(NOW, "G " * 15 + "RI " * 5)
    rows = list(csv.reader(io.StringIO(lead.get(URL, {**HALF_A_YEAR, "export": "csv"}).content.decode("utf-8-sig"))))

    first = next(row for row in rows if row[0] == "Are we improving?")
    assert first[1:9] == [
        "Yes: there is evidence that practice is graded better.",
        *("Good or better, June 2023", "15", "20", "75", "53", "89"),
        "Evidence of a rise: 50 points higher (95% interval 19 to 70)",
    ]
    assert first[10] == "The whole council"
    assert {row[0] for row in rows} >= {"Where is practice weakest?", "Which service?", "What should worry me?"}
    assert lead.get(URL, {"export": "xlsx"}).content.startswith(b"PK")


@pytest.mark.parametrize("who", ["lead", "board_member", "moderator"])
def test_the_number_of_queries_is_the_same_with_more_months(request, who, june):
    visitor = request.getfixturevalue(who)
    found = [queries(visitor)]
    for number in range(1, 6):
        add_month(month_of(f"2023-0{number}"), JUNE_GRADES, JUNE_GRADES)
    found.append(queries(visitor))

    assert found[0] == found[1]
    assert max(found[1]) <= 25


def queries(visitor) -> tuple[int, int]:
    """Of the first who opens it since something was written, and of the next."""
    cache.clear()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            assert visitor.get(URL).status_code == 200
        counts.append(len(found))
    return counts[0], counts[1]


def test_the_grades_first_submitted_are_compared_where_that_stage_is_chosen(lead, july):
    month(BEFORE, "G " * 10 + "RI " * 10)
    text = answer(lead, "improving", stage="pre")

    assert text.startswith("Are we improving? Too few audits to say. 9 audits graded in July 2023, 20 in as many months before")
    assert "waits" not in text
