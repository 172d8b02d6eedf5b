"""Sentences for the report on series of months of their own: none says more than its months bear."""

import datetime
from decimal import Decimal

import pytest

from audits.calculations import MonthStanding
from audits.enums import PRACTICE_GRADES, Grade, Stage
from foundation.council.months import add_months
from insight.calculations import MonthStage, compared, p_words
from insight.facts import OF_GRADES, ComputedFact, FactPeriod, FactReader, facts_of_period
from insight.facts.indicators import MoveAlike
from insight.pages.agreement import judgement_row, sheets
from insight.queries.agreement import Agreement
from insight.queries.fact_counts import LinkedIndicator
from performance.models import Indicator

# The council's own words for grades are settings.
pytestmark = pytest.mark.django_db
FIRST = datetime.date(2021, 1, 1)
Grades = tuple[int, int, int, int]


def month(after: int, overall: Grades, audits: int | None = None, **domains: Grades) -> MonthStage:
    """So many months after the first: Outstanding, Good, requires improvement, Inadequate."""
    n = sum(overall) if audits is None else audits
    return MonthStage(
        add_months(FIRST, after), Stage.AGREED, n, counts(overall), {name: counts(each) for name, each in domains.items()}, MonthStanding()
    )


def counts(grades: Grades) -> dict[Grade, int]:
    return dict(zip(PRACTICE_GRADES, grades, strict=True))


def facts_of(*history: MonthStage) -> list[ComputedFact]:
    """Of the last month, from grades alone."""
    last = history[-1].month
    return facts_of_period(FactPeriod(FactReader(last, last), history, last, last), OF_GRADES)


def said(*history: MonthStage) -> str:
    return " ".join(fact.sentence for fact in facts_of(*history))


@pytest.mark.parametrize(("months", "ordinal"), [(12, "twelfth"), (13, "13th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (24, "24th")])
def test_a_run_of_months_is_counted_as_people_say_it(months, ordinal):
    assert f"is the {ordinal} consecutive month" in said(*(month(after, (0, 1, 2, 0)) for after in range(months)))


def test_the_first_month_of_a_domain_says_that_nothing_came_before():
    """What is the first of one month's audits is the first of few."""
    one = month(0, (1, 2, 3, 0), planning=(1, 2, 3, 0))
    sources = " ".join(fact.source for fact in facts_of(one))
    assert "has the first Outstanding ever recorded here for planning: 1 of 6" in said(one)
    assert "since none recorded here was graded in this domain" in sources
    assert "among the 0 audits" not in sources
    assert "has the first Outstanding grades ever recorded here for planning: 2 of 6" in said(
        month(0, (0, 1, 5, 0), planning=(0, 1, 5, 0)), month(1, (1, 2, 3, 0), planning=(2, 1, 3, 0))
    )


def test_all_that_were_graded_are_not_all_of_the_month_s():
    some = said(month(0, (0, 0, 9, 0), transitions=(0, 0, 3, 0)))
    assert (
        "transitions: all 3 of the 9 audits of January 2021, after moderation, in which it applied, were graded Requires improvement"
        in some
    )
    assert "planning: all 9 audits of January 2021, after moderation, were graded" in said(month(0, (0, 0, 9, 0), planning=(0, 0, 9, 0)))


def test_every_month_since_is_every_month_in_which_the_domain_was_graded():
    inadequate, none = (0, 1, 2, 2), (0, 2, 3, 0)
    gone = month(3, none, planning=none)
    whole = [month(after, inadequate, planning=inadequate) for after in range(3)]

    assert "Every month since January 2021 had at least one." in said(*whole, gone)
    assert "Every month since January 2021 in which it was graded had at least one." in said(whole[0], whole[2], gone)


def test_a_printed_p_lies_on_the_side_of_its_verdict():
    """A p of 0.0498 is not “p = 0.05” beside “there is evidence”, nor is 0.0503 beside “no evidence”."""
    for p in (ten_thousandths / 10_000 for ten_thousandths in range(10_001)):
        printed = float(p_words(p).removeprefix("p = ").removeprefix("p < "))
        assert (printed < 0.05) == (p < 0.05) or p == 0.05, (p, printed)
    assert [p_words(p) for p in (0.0494, 0.0498, 0.0503, 0.2)] == ["p = 0.049", "p = 0.0498", "p = 0.0503", "p = 0.20"]


def test_the_verdict_on_two_months_is_that_of_its_p():
    """A table whose p lies close to the line on either side."""
    for earlier, later in [((0, 0, 9, 6), (0, 0, 24, 3)), ((0, 0, 8, 7), (0, 0, 22, 5))]:
        sentence = compared(month(0, earlier), month(1, later))
        p = float(sentence.partition("(p = ")[2].partition(",")[0])
        assert ("there is evidence" in sentence) == (p < 0.05)


def test_page_and_file_give_a_coefficient_the_same_interval():
    """Where no grade differed there is none on the page, and none in the file."""
    for table in [((0, 0, 0, 0), (0, 3, 0, 0), (0, 0, 8, 0), (0, 0, 0, 0)), ((0, 0, 0, 0), (0, 4, 1, 0), (0, 2, 6, 1), (0, 0, 1, 2))]:
        found = Agreement(table, table)
        row = judgement_row("Overall", found)
        (cells,) = sheets({"Overall": found})[0].rows
        assert row.n == 11 or row.n == 17
        assert (cells[10] is not None, cells[13] is not None) == ("95% interval" in row.kappa.note, "95% interval" in row.ac2.note)


def test_a_rise_over_three_months_is_told_with_its_test():
    rose = [month(after, (0, 2, 8, 0)) for after in range(3)] + [month(after, (0, 8, 2, 0)) for after in range(3, 6)]

    assert (
        "Good or better overall, after moderation: 6 of 30 (20%) in January to March 2021; 24 of 30 (80%) in April to June 2021: "
        "there is evidence of a rise (p < 0.001, Fisher’s exact test)."
    ) in said(*rose)


def test_where_there_is_enough_and_nothing_to_tell_that_is_told():
    same = [month(after, (0, 3, 7, 0), planning=(0, 3, 7, 0)) for after in range(6)]

    assert "9 of 30 (30%) in January to March 2021; 9 of 30 (30%) in April to June 2021: no evidence of a change (p = 1.0" in said(*same)
    assert "No evidence that grades of any domain changed between January to March 2021 and April to June 2021" in said(*same)


def test_of_too_few_audits_no_change_is_told_and_none_denied():
    few = [month(after, (0, 1, 3, 0)) for after in range(6)]

    assert "January to March 2021" not in said(*few)


def test_a_domain_that_got_better_is_told():
    better = [month(after, (0, 2, 8, 0), planning=(0, 1, 8, 1)) for after in range(3)]
    better += [month(after, (0, 2, 8, 0), planning=(0, 8, 2, 0)) for after in range(3, 6)]

    assert "planning: grades after moderation of April to June 2021 are better than those of January to March 2021" in said(*better)
    assert "No evidence that grades of any domain changed" not in said(*better)


def test_a_year_is_held_against_the_year_before():
    years = [month(after, (0, 1, 2, 0)) for after in range(12)] + [month(after, (0, 3, 0, 0)) for after in range(12, 24)]

    assert "12 of 36 (33%) in January to December 2021; 36 of 36 (100%) in January to December 2022: there is evidence of a rise" in said(
        *years
    )


def test_an_indicator_that_mostly_moves_with_the_grades_is_told():
    """Up and down together eight times of eight; of them it cannot be chance (sign test, p = 0.008)."""
    good = [2, 4, 1, 5, 2, 6, 3, 7, 4]
    history = [month(after, (0, each, 10 - each, 0), planning=(0, each, 10 - each, 0)) for after, each in enumerate(good)]
    last = history[-1].month
    reader = FactReader(last, last)
    figures = {each.month: Decimal(60 + count) for each, count in zip(history, good, strict=True)}
    indicator = Indicator.objects.get(slug="assessments-in-45-working-days-percent")
    reader.linked = [LinkedIndicator("planning", indicator, figures)]
    told = [fact.sentence for fact in MoveAlike().find(FactPeriod(reader, history, last, last))]

    assert told == [
        "planning: in 8 of 8 months of January to September 2021 the share Good or better after moderation and "
        f"{indicator.shown_label} moved the same way, more often than chance would (p = 0.008, sign test)."
    ]
