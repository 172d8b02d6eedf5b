"""The national framework's tags in the spellings of published reports, numbers read by the day of the inspection."""

import datetime

import pytest

from audits.calculations.framework import edition_on
from audits.enums import Framework
from inspections.calculations.tags import read_tag
from inspections.enums import WhyUnsure

OLD, NEW = datetime.date(2025, 6, 10), datetime.date(2026, 6, 9)
SPELLINGS = {
    "Help for families (outcome 1)": Framework.TOGETHER,
    "Help for families (Outcome 1, national framework).": Framework.TOGETHER,
    "Help for families (national framework: outcome 1)": Framework.TOGETHER,
    "Help for families (Children’s Social Care National Framework, outcome one)": Framework.TOGETHER,
    "Help for families [NF outcome 1]": Framework.TOGETHER,
    "Help for families (NF O1)": Framework.TOGETHER,
    "Help for families (outcome 1: children, young people and families stay together and get the help they need)": Framework.TOGETHER,
    "Help for families – outcome 1": Framework.TOGETHER,
    "Help for families. National framework outcome 1.": Framework.TOGETHER,
    "Homes for care leavers (stable, loving homes)": Framework.HOMES,
    "Homes for care leavers (Outcome  4 )": Framework.HOMES,
    "Homes for care leavers (OUTCOME-4)": Framework.HOMES,
    "Work with the police (multi-agency working is prioritised and effective)": Framework.MULTI_AGENCY,
    "Work with the police (enabler 1)": Framework.MULTI_AGENCY,
    "Oversight by managers (enabler: leaders drive conditions for effective practice)": Framework.LEADERS,
    "Oversight by managers (Enabler 2)": Framework.LEADERS,
    "Caseloads (the workforce is equipped and effective)": Framework.WORKFORCE,
    "Caseloads (national framework, enabler three)": Framework.WORKFORCE,
}


@pytest.mark.parametrize("words", SPELLINGS)
@pytest.mark.parametrize("day", [OLD, NEW])
def test_a_tag_is_read_in_its_spellings(words, day):
    found = read_tag(words, edition_on(day))

    assert (found.part, found.unsure) == (SPELLINGS[words], None)


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("Plans (outcome 2)", Framework.NETWORK, Framework.SAFE),
        ("Plans (national framework: outcome 3)", Framework.SAFE, Framework.NETWORK),
    ],
)
def test_outcomes_2_and_3_are_read_by_the_day_of_the_inspection(words, old, new):
    assert read_tag(words, edition_on(OLD)).part == old
    assert read_tag(words, edition_on(NEW)).part == new


def test_words_say_which_is_meant_without_a_number():
    assert read_tag("Kin (family networks)", edition_on(OLD)).part == Framework.NETWORK
    assert read_tag("Kin (family networks)", edition_on(NEW)).part == Framework.NETWORK


@pytest.mark.parametrize(
    ("words", "day", "why"),
    [
        ("The response to children at risk of significant harm", NEW, WhyUnsure.NONE_FOUND),
        ("The impact of leaders and the workforce", NEW, WhyUnsure.NONE_FOUND),
        ("Plans (outcomes 2 and 3)", NEW, WhyUnsure.SEVERAL),
        ("Plans (multi-agency working; workforce)", NEW, WhyUnsure.SEVERAL),
        ("Children at risk of significant harm (outcome 2: safe in and outside of their homes)", OLD, WhyUnsure.DISAGREES),
        ("Plans (outcome 7)", NEW, WhyUnsure.NONE_FOUND),
        ("Plans (for children in need)", NEW, WhyUnsure.NONE_FOUND),
    ],
)
def test_a_person_is_asked_where_it_is_not_sure(words, day, why):
    found = read_tag(words, edition_on(day))

    assert (found.part, found.unsure) == (None, why)
