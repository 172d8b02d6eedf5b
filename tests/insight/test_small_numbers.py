"""Nothing about fewer than five audits for people who may not read them, neither shown nor to be had by subtraction."""

import csv
import io
import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.calculations import FEWEST, is_small, safe_to_break_down
from audits.enums import AuditState, ChosenBy, Stage
from audits.models import Audit, ModerationChoice
from audits.services.counting import count_again
from tests.insight.pages.test_grades import FACTS, MODERATION, URL, words
from tests.month_grades import JULY, JUNE, JUNE_GRADES, OVERALL, RELATIONSHIP, add_judgements, add_month, alter, month_of

ONE = "Care experienced adults"
WIDER = [
    "board_member",
    "analyst",
    "administrator",
    "observer",
    "moderator",
    "auditor",
    "team_manager",
    "service_manager",
    "head_of_service",
]
READERS = ["lead", "director"]
COUNTED = ("Audits", "Graded (n)", "%", "95% interval from (%)", "95% interval to (%)")


def in_cohort(audits: list[Audit], name: str = ONE) -> None:
    alter(audits, cohort=name)


def rows_of_csv(visitor, **asked) -> list[dict[str, str]]:
    response = visitor.get(URL, {"export": "csv", **asked})
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def sums_on_the_page(visitor, **asked) -> list[str]:
    """Every percentage and share in the page's words."""
    text = words(visitor.get(URL, asked))
    return re.findall(r"\d+ of \d+ \(|\(\d+%\)", text)


@pytest.mark.parametrize("who", WIDER)
def test_a_cohort_of_one_audit_shows_nothing_to_a_wider_audience(who, june, request):
    visitor = request.getfixturevalue(who)
    in_cohort(june[:1])
    asked = {"cohort": ONE}

    assert "June 2023: not shown, fewer than five audits." in words(visitor.get(URL, asked))
    assert "Overall judgement of the 1" not in words(visitor.get(URL, asked))
    assert visitor.get("/insight/charts/overall.svg", asked).status_code == 404
    assert [visitor.get(f"/insight/charts/{stage}.svg", asked).status_code for stage in ("pre", "post")] == [404, 404]
    assert [[row[name] for name in COUNTED] for row in rows_of_csv(visitor, **asked)] == [[""] * 5]


@pytest.mark.parametrize("who", READERS)
def test_those_who_may_read_every_audit_see_it(who, june, request):
    in_cohort(june[:1])

    assert "1 Good or better overall of 1: 100%" in words(request.getfixturevalue(who).get(URL, {"cohort": ONE}))


def test_all_but_four_audits_would_give_the_four_away(board_member, june):
    in_cohort(june[:10])
    in_cohort(june[10:], "Others")

    for cohort in (ONE, "Others"):
        assert board_member.get(URL, {"cohort": cohort}).context["months"] == []
        assert {row["Audits"] for row in rows_of_csv(board_member, cohort=cohort)} == {""}


def test_a_cohort_that_is_the_whole_month_is_the_months_own_table(board_member, june):
    in_cohort(june)

    assert "2 Good or better overall of 14" in words(board_member.get(URL, {"cohort": ONE}))


def test_cohorts_whose_every_count_is_five_or_more_are_shown(board_member, db):
    audits = add_month(JUNE, {OVERALL: "G " * 10 + "RI " * 10}, {OVERALL: "G " * 10 + "RI " * 10})
    in_cohort([*audits[:5], *audits[10:15]])

    assert "5 Good or better overall of 10" in words(board_member.get(URL, {"cohort": ONE}))
    assert board_member.get(MODERATION, {"cohort": ONE}).context["flow"].audits == 0


def test_both_stages_one_after_the_other_do_not_tell_how_few_grades_were_changed(board_member, lead, db):
    """Of eight audits two were moderated, one of them to Inadequate: all eight before and all eight after would say so."""
    audits = add_month(JUNE, {OVERALL: "G " * 8}, {OVERALL: "I" + " G" * 7})
    alter(audits[2:], state=AuditState.RELEASED)
    usual, before = ([month.month for month in board_member.get(URL, {"stage": stage}).context["months"]] for stage in ("", "pre"))

    assert (usual, before) == ([JUNE], [])
    assert "June 2023: not shown, so few audits were moderated that" in words(board_member.get(URL, {"stage": "pre"}))
    assert board_member.get("/insight/charts/pre.svg", {"stage": "pre"}).status_code == 404
    assert {row["Audits"] for row in rows_of_csv(board_member, stage="pre")} == {""}
    assert [month.month for month in lead.get(URL, {"stage": "pre"}).context["months"]] == [JUNE]


def test_nor_in_a_domain_that_few_of_the_moderated_audits_were_asked(board_member, db):
    before = {OVERALL: "G " * 12, RELATIONSHIP: "G " * 9 + "NA NA NA"}
    audits = add_month(JUNE, before, {OVERALL: "G " * 12, RELATIONSHIP: "I " + "G " * 8 + "NA NA NA"})
    alter(audits[1:6], state=AuditState.RELEASED)

    shown = {stage: {row["Judgement"] for row in rows_of_csv(board_member, stage=stage)} for stage in ("", "pre")}

    assert shown == {"": {"Overall judgement", RELATIONSHIP}, "pre": {"Overall judgement"}}


def test_a_month_of_fewer_than_five_is_in_no_sum(board_member, lead, june):
    add_month(JULY, {OVERALL: "I I I", RELATIONSHIP: "I I I"}, {OVERALL: "I I I", RELATIONSHIP: "I I I"})
    shown, read = board_member.get(URL), lead.get(URL)

    assert [month.month for month in shown.context["months"]] == [JUNE]
    assert [group.audits for group, *_ in shown.context["groups"]] == [14]
    assert [group.audits for group, *_ in read.context["groups"]] == [17]
    assert [who.get(MODERATION).context["flow"].audits for who in (board_member, lead)] == [14, 17]
    facts = board_member.get(FACTS).context["facts"]
    assert [fact.sentence for fact in facts if "July 2023" in f"{fact.sentence} {fact.source}"] == []
    assert "July 2023: not shown, fewer than five audits." in words(shown)


def test_no_two_periods_differ_by_a_month_that_is_held_back(board_member, june):
    add_month(JULY, {OVERALL: "I I I"}, {OVERALL: "I I I"})
    both = sums_on_the_page(board_member, **{"from": "2023-06", "to": "2023-07"})
    june_alone = sums_on_the_page(board_member, **{"from": "2023-06", "to": "2023-06"})

    assert both == june_alone


def test_a_domain_asked_of_four_records_is_not_shown(board_member, lead, db):
    grades = {OVERALL: "G " * 8, RELATIONSHIP: "NA " * 4 + "G G G I"}
    add_month(JUNE, grades, grades)

    assert RELATIONSHIP in words(lead.get(URL))
    assert RELATIONSHIP not in words(board_member.get(URL))
    assert {row["Judgement"] for row in rows_of_csv(board_member)} == {"Overall judgement"}


def test_agreement_leaves_out_months_of_fewer_than_five_and_groups_by_choice(board_member, lead, june):
    add_judgements(june, Stage.MODERATOR, JUNE_GRADES)
    may = add_month(month_of("2023-05"), {OVERALL: "G G"}, {OVERALL: "I I"})
    add_judgements(may, Stage.MODERATOR, {OVERALL: "I I"})
    for audit in june[:3]:
        ModerationChoice.objects.create(audit=audit, chosen_by=ChosenBy.GRADE)
    count_again([audit.pk for audit in june])
    url = "/insight/agreement/"
    text = words(board_member.get(url))

    assert "of 14" in text
    assert "of 16" not in text
    assert "May 2023 is left out: fewer than five audits were moderated there, or fewer than five were not" in text
    assert "3 by grade" not in text
    assert "3 by grade" in words(lead.get(url))
    assert "Drawn" not in board_member.get(url, {"export": "chosen"}).content.decode()
    assert b"Random and chosen" not in board_member.get(url, {"export": "xlsx"}).content
    assert "in 13 of 16" in words(lead.get(url))


PART = st.dictionaries(st.sampled_from(["O", "G", "RI", "I"]), st.integers(0, 12), min_size=1)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PART, min_size=2, max_size=4))
def test_where_parts_are_shown_no_sum_or_difference_of_them_is_small(parts):
    """Every set of parts, and the total less every set, grade by grade."""
    if not safe_to_break_down(parts):
        return
    grades = {grade for part in parts for grade in part}
    for size in range(len(parts) + 1):
        for chosen in itertools.combinations(parts, size):
            for grade in grades:
                some = sum(part.get(grade, 0) for part in chosen)
                rest = sum(part.get(grade, 0) for part in parts) - some
                assert not is_small(some)
                assert not is_small(rest)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PART, min_size=2, max_size=4))
def test_parts_with_a_count_from_one_to_four_are_all_held_back(parts):
    has_small = any(0 < count < FEWEST for part in parts for count in part.values())

    assert safe_to_break_down(parts) == (not has_small)
