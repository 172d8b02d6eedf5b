"""The page of facts, and a fact with its rule and the audits behind it: for people who may read them, and for a wider audience."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import AuditState, Stage
from audits.models import Audit
from foundation.council.months import add_months
from insight.facts import ORDER, facts_in
from tests.insight.pages.test_grades import words
from tests.month_grades import JULY, JULY_GRADES, JUNE, JUNE_GRADES, OVERALL, OVERSIGHT, RELATIONSHIP, add_month, alter

URL = "/insight/facts/"
PERIOD = {"from": "2023-06", "to": "2023-07"}


def key_of(kind: str, of: str = "") -> str:
    return next(fact.key for fact in facts_in(JUNE, JULY) if fact.kind == kind and of in fact.sentence)


def keys_on(page) -> set[str]:
    return {fact.key for fact in page.context["facts"].paginator.object_list}


def test_the_lead_reads_every_fact_the_most_telling_first_with_the_order_said(lead, june, july):
    page = lead.get(URL, PERIOD)

    assert [fact.key for fact in page.context["facts"]] == [fact.key for fact in facts_in(JUNE, JULY)]
    assert ORDER.split(";")[0] in words(page)


def test_a_fact_opens_to_its_rule_and_its_audits(lead, june, july):
    page = lead.get(f"{URL}{key_of('first_outstanding', RELATIONSHIP)}/", PERIOD)

    assert "The month has an Outstanding in the domain, and no month before it that is recorded here had one." in words(page)
    assert "It rests on 14 audits, of which you may read 14." in words(page)
    assert {row.record.pk for row in page.context["table"].rows} == {audit.pk for audit in june}


def test_results_lead_to_the_facts(lead, june, july):
    assert f'href="{URL}?from=2023-06&amp;to=2023-07"' in lead.get("/insight/", PERIOD).content.decode()


def test_both_are_taken_away_as_files(lead, june, july):
    facts = list(csv.reader(io.StringIO(lead.get(URL, PERIOD | {"export": "csv"}).content.decode("utf-8-sig"))))
    address = f"{URL}{key_of('all_one_grade', OVERSIGHT)}/"
    audits = list(csv.reader(io.StringIO(lead.get(address, PERIOD | {"export": "csv"}).content.decode("utf-8-sig"))))

    assert facts[0] == ["Fact", "Rule", "Source", "Kind", "Key"]
    assert len(facts) == len(facts_in(JUNE, JULY)) + 1
    assert sorted(int(row[0]) for row in audits[1:]) == sorted(audit.pk for audit in july)


def test_a_fact_that_is_not_so_is_not_found(lead, june, july):
    assert lead.get(f"{URL}first_outstanding-2020-01-d1/", PERIOD).status_code == 404


def test_the_board_reads_facts_without_the_way_to_audits(board_member, june, july):
    page = board_member.get(URL, PERIOD)
    fact = board_member.get(f"{URL}{key_of('first_outstanding', RELATIONSHIP)}/", PERIOD)

    assert key_of("first_outstanding", RELATIONSHIP) in keys_on(page)
    assert "The audits behind it are shown to people who can read audits." in words(fact)
    assert "table" not in fact.context


def test_nothing_of_fewer_than_five_is_told_to_a_wider_audience(lead, board_member, june, july):
    """Of four audits in May nothing; of those owed a response, or observed, no count from one to four."""
    add_month(add_months(JUNE, -1), {OVERALL: "O G RI I", OVERSIGHT: "G G G G"}, {OVERALL: "O G RI I", OVERSIGHT: "G G G G"})
    asked = {"from": "2023-05", "to": "2023-07"}
    for_lead, for_board = lead.get(URL, asked), board_member.get(URL, asked)

    assert any("2023-05" in key for key in keys_on(for_lead))
    assert [key for key in keys_on(for_board) if "2023-05" in key] == []
    assert "May 2023" not in " ".join(fact.sentence + fact.source for fact in for_board.context["facts"])
    assert keys_on(for_board) < keys_on(for_lead)


def test_the_board_reads_nothing_of_a_month_that_is_not_released(board_member, june):
    later = add_months(JULY, 12)
    add_month(later, JULY_GRADES)

    page = board_member.get(URL, {"from": "2023-06", "to": "2024-07"})
    assert "July 2024" not in page.content.decode()


@pytest.fixture
def waiting(moderator, july) -> list[Audit]:
    """The moderator has one of July's audits to grade blind."""
    Audit.objects.filter(pk=july[0].pk).update(moderator=moderator.person)
    return july


def test_a_blind_moderator_gets_no_fact_of_the_hidden_month(lead, moderator, june, waiting):
    mine = keys_on(moderator.get(URL, PERIOD))
    every = keys_on(lead.get(URL, PERIOD))

    assert {key for key in every if "2023-07" in key} - mine >= {key_of("all_one_grade", OVERSIGHT), "inadequate_compared-2023-06-2023-07"}
    # Only what tells nothing of grades is left of the month.
    told = {fact.key.split("-")[0] for fact in moderator.get(URL, PERIOD).context["facts"] if "July 2023" in fact.sentence}
    assert told <= {"submitted_in_time", "expected_submitted"}
    assert key_of("first_outstanding", RELATIONSHIP) in mine
    assert moderator.get(f"{URL}{key_of('all_one_grade', OVERSIGHT)}/", PERIOD).status_code == 404


def test_once_they_have_graded_it_they_read_them(moderator, june, waiting):
    waiting[0].judgements.create(stage=Stage.MODERATOR, domain=None, grade="RI")
    alter([waiting[0]], state=AuditState.MODERATED)

    assert any("2023-07" in key for key in keys_on(moderator.get(URL, PERIOD)))


def test_an_auditor_opens_only_what_they_may_read(auditor, june, july):
    Audit.objects.filter(pk=june[0].pk).update(auditor=auditor.person)
    page = auditor.get(f"{URL}{key_of('first_outstanding', RELATIONSHIP)}/", PERIOD)

    assert "It rests on 14 audits, of which you may read 1." in words(page)
    assert [row.record.pk for row in page.context["table"].rows] == [june[0].pk]


@pytest.mark.parametrize("address", [URL, f"{URL}ranking-2023-06/"])
def test_practitioners_may_not(outsider, june, address):
    assert outsider.get(address).status_code == 403


def test_before_the_first_audit_the_page_says_what_will_come(lead):
    assert "until the first audit is submitted" in words(lead.get(URL))
    assert lead.get(f"{URL}ranking-2023-06/").status_code == 404


def test_the_number_of_questions_is_the_same_with_more_audits_and_months(lead, june, july):
    with CaptureQueriesContext(connection) as two:
        lead.get(URL, PERIOD)
    for back in range(1, 4):
        add_month(add_months(JUNE, -back), JUNE_GRADES, JUNE_GRADES)
    add_month(JULY, JULY_GRADES)
    with CaptureQueriesContext(connection) as five:
        lead.get(URL, {"from": "2023-03", "to": "2023-07"})

    assert len(five) == len(two)


def test_a_long_list_of_facts_is_read_page_by_page_and_taken_whole(lead, june, july):
    for back in range(1, 5):
        add_month(add_months(JUNE, -back), JUNE_GRADES, JUNE_GRADES)
    asked = PERIOD | {"from": "2023-02"}
    pages = [keys_shown(lead.get(URL, asked | {"page": page}).content.decode()) for page in (1, 2)]
    rows = list(csv.reader(io.StringIO(lead.get(URL, asked | {"export": "csv"}).content.decode("utf-8-sig"))))

    assert len(pages[0]) == 25
    assert pages[1]
    assert not {*pages[0]} & {*pages[1]}
    assert len(rows) - 1 >= len(pages[0]) + len(pages[1])


def keys_shown(page: str) -> list[str]:
    return re.findall(r'class="qa-work__item qa-fact" id="([^"]+)"', page)
