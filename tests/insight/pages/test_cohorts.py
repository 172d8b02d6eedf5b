"""Results narrowed to one cohort: the audits' own, not the month's plan."""

import csv
import io

from audits.models import Audit
from tests.insight.pages.test_grades import FACTS, MODERATION, URL, words
from tests.month_grades import ASSESSMENT, alter

ONE = "Care experienced adults"


def put_first_two_in_a_cohort(audits: list[Audit]) -> None:
    """In June the first two audits are the Good ones."""
    alter(audits[:2], cohort=ONE)


def test_only_the_chosen_cohort_is_counted(lead, june):
    put_first_two_in_a_cohort(june)
    text = words(lead.get(URL, {"cohort": ONE}))

    assert f"How audits were graded, June 2023: {ONE}" in text
    assert "2 audits in June 2023" in text
    assert "2 Good or better overall of 2: 100%" in text


def test_the_cohort_goes_along_to_audits_charts_and_downloads(lead, june):
    put_first_two_in_a_cohort(june)
    page = lead.get(URL, {"cohort": ONE}).content.decode()

    assert 'href="/audits/?month=2023-06&amp;overall=G&amp;by=post&amp;cohort=Care+experienced+adults"' in page
    assert 'src="/insight/charts/overall.svg?from=2023-06&amp;to=2023-06&amp;cohort=Care+experienced+adults"' in page
    assert "cohort=Care+experienced+adults&amp;export=csv" in page.replace("%20", "+")


def test_the_download_holds_the_cohort_alone(lead, june):
    put_first_two_in_a_cohort(june)
    content = lead.get(URL, {"cohort": ONE, "export": "csv"}).content.decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(content)))[2][3:6] == ["Good", "2", "2"]


def test_the_chart_draws_the_cohort_alone(lead, june):
    put_first_two_in_a_cohort(june)

    assert "Good 2 of 2." in lead.get("/insight/charts/overall.svg", {"cohort": ONE}).content.decode()


def test_what_moderation_changed_is_of_the_cohort_alone(lead, june):
    put_first_two_in_a_cohort(june)

    assert "Overall judgement of the 2 moderated audits" in words(lead.get(MODERATION, {"cohort": ONE}))


def test_a_cohort_without_audits_in_the_period_says_so(lead, june, july):
    put_first_two_in_a_cohort(june)

    text = words(lead.get(URL, {"from": "2023-07", "to": "2023-07", "cohort": ONE}))

    assert f"No audit was submitted in July 2023 of {ONE}. Choose other months, or remove a filter." in text


def test_a_cohort_that_nobody_audited_is_explained(lead, june):
    assert "Select cohort from the list" in words(lead.get(URL, {"cohort": "Nobody"}))


def test_facts_speak_of_the_cohort_alone(lead, june):
    """Both of its audits were Good; of all fourteen, two were."""
    put_first_two_in_a_cohort(june)

    said = words(lead.get(FACTS, {"cohort": ONE}))
    assert f"{ONE}. {ASSESSMENT}: all 2 audits of June 2023, after moderation, were graded Requires improvement" in said
    assert "(n = 2)" in said
    assert "(n = 14)" not in said
    assert "(n = 14)" in words(lead.get(FACTS))


def test_facts_of_a_cohort_too_small_to_show_are_held_back(board_member, june):
    put_first_two_in_a_cohort(june)

    assert "(n = 2)" not in words(board_member.get(FACTS, {"cohort": ONE}))
