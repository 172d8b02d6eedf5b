"""The figures on top of Grades, and the facts, are of the months that were chosen."""

import pytest

from tests.insight.pages.test_grades import FACTS, URL, words
from tests.month_grades import OVERALL, RELATIONSHIP, add_month, month_of
from tests.replay import replayed

ALL = {"from": "2023-05", "to": "2023-07"}


@pytest.fixture
@replayed
def may(june):
    grades = {OVERALL: "G G G" + " RI" * 5 + " I", RELATIONSHIP: "RI " * 9}
    return add_month(month_of("2023-05"), grades, grades)


def tiles(text: str) -> str:
    return text.partition("Download Excel")[2].partition(" Overall judgement")[0]


def test_months_after_moderation_are_counted_together(lead, may):
    text = tiles(words(lead.get(URL, {"from": "2023-05", "to": "2023-06"})))

    # 9 + 14 audits, of which 3 + 2 Good and 1 + 2 Inadequate; 5 ÷ 23 and 3 ÷ 23.
    assert "23 audits in May and June 2023 counted after moderation" in text
    assert "5 Good or better overall of 23: 22%" in text
    assert "3 Inadequate overall of 23: 13%" in text


def test_a_month_before_moderation_is_in_no_sum_with_others_and_is_named(lead, may, july):
    text = tiles(words(lead.get(URL, ALL)))

    assert "23 audits in May and June 2023 counted after moderation; July 2023 before moderation and not in these" in text
    assert "5 Good or better overall of 23" in text


def test_where_no_month_is_moderated_those_before_moderation_are_counted(lead, july):
    assert "9 audits in July 2023 counted before moderation 0 Good or better overall of 9" in tiles(words(lead.get(URL)))


def test_months_that_are_left_out_between_others_are_not_spoken_for(lead, june):
    add_month(month_of("2023-04"), {OVERALL: "G RI"}, {OVERALL: "G RI"})

    assert "16 audits in April 2023 and June 2023 counted" in tiles(words(lead.get(URL, {"from": "2023-04", "to": "2023-06"})))


def test_facts_are_of_every_month_that_was_chosen(lead, may, july):
    text = words(lead.get(FACTS, ALL))

    assert "all 9 audits of May 2023" in text
    assert "June 2023, after moderation. Strongest: " in text
    assert "of July 2023, before moderation" in text
    assert "all 9 audits of May 2023" not in words(lead.get(FACTS, {"from": "2023-06", "to": "2023-07"}))
