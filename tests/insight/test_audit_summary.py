"""The report's own figures through `audit_summary`."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from audits.enums import AuditState
from tests.month_grades import ASSESSMENT, OUTCOMES, OVERALL, OVERSIGHT, PLANNING, RELATIONSHIP, add_month, alter

O, G, RI, I, NA = "Outstanding", "Good", "Requires improvement to be good", "Inadequate", "Not applicable"  # noqa: E741 the grades' own letters


def summary(first: str = "2023-06", last: str = "2023-07") -> list[dict]:
    out = io.StringIO()
    call_command("audit_summary", "--from", first, "--to", last, stdout=out)
    printed = json.loads(out.getvalue())
    assert list(printed) == ["months"]
    return printed["months"]


def counts(o: int = 0, g: int = 0, ri: int = 0, i: int = 0, na: int = 0) -> dict[str, int]:
    return {O: o, G: g, RI: ri, I: i, NA: na}


def test_june_after_moderation_is_two_good_ten_requires_improvement_two_inadequate(june):
    post = summary()[0]

    assert (post["month"], post["stage"], post["audits"]) == ("2023-06", "post", 14)
    assert post["overall"] == counts(g=2, ri=10, i=2)
    assert post["domains"][RELATIONSHIP] == counts(o=1, g=3, ri=10)
    assert post["domains"][ASSESSMENT] == counts(ri=11, i=3)
    assert post["domains"][PLANNING][I] == 3


def test_july_before_moderation_is_seven_requires_improvement_two_inadequate(july):
    (pre,) = summary()

    assert (pre["month"], pre["stage"], pre["audits"]) == ("2023-07", "pre", 9)
    assert pre["overall"] == counts(ri=7, i=2)
    assert pre["domains"][RELATIONSHIP] == counts(g=2, ri=7)
    assert pre["domains"][OVERSIGHT] == counts(ri=9)
    assert pre["domains"][OUTCOMES][G] == 0


def test_months_come_in_order_each_post_then_pre(june, july):
    assert [(row["month"], row["stage"]) for row in summary()] == [("2023-06", "post"), ("2023-06", "pre"), ("2023-07", "pre")]


def test_domains_come_in_the_order_of_the_tool(june):
    assert list(summary()[0]["domains"]) == [RELATIONSHIP, ASSESSMENT, PLANNING, OVERSIGHT, OUTCOMES]


def test_a_withdrawn_audit_is_counted_nowhere(july):
    alter([july[0]], state=AuditState.WITHDRAWN)

    assert summary()[0]["overall"] == counts(ri=6, i=2)


def test_an_audit_released_without_moderation_is_counted_after_it(june, july):
    alter(june, state=AuditState.RELEASED)

    assert summary()[0]["audits"] == 14


def test_an_audit_sent_back_still_counts_as_it_was_first_submitted(july):
    alter([july[0]], state=AuditState.IN_PROGRESS)

    assert summary()[0]["audits"] == 9


def test_not_applicable_is_counted_by_itself(db):
    from tests.month_grades import JULY

    add_month(JULY, {OVERALL: "G RI", OUTCOMES: "NA G"})

    assert summary()[0]["domains"][OUTCOMES] == counts(g=1, na=1)


def test_a_period_without_audits_prints_no_month(db):
    assert summary("2020-01", "2020-12") == []


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("June", "2023-07", "“June” is not a month"),
        ("2023-13", "2023-07", "not a month"),
        ("2023-07", "2023-06", "is later than --to 2023-06"),
    ],
)
def test_a_bad_month_is_refused_in_a_sentence(db, first, last, says):
    with pytest.raises(CommandError, match=says):
        summary(first, last)


def test_the_number_of_queries_does_not_grow_with_the_audits(june, july, django_assert_num_queries):
    with django_assert_num_queries(2):
        summary()
