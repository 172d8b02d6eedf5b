"""Headings in two rows: months or quarters beside or below their year, and nothing else."""

import pytest

from foundation.sheets.headings import headings_at
from tests.sheets.files import read

pytestmark = pytest.mark.once
TOP = ["Indicator", 2023, "", "Comment"]


def test_months_below_their_year_are_read_with_it():
    read = headings_at([TOP, ["", "May", "June", ""], ["Vacancies", 1, 2, "Few"]], 0)

    assert (read.texts, read.below) == (["Indicator", "May 2023", "June 2023", "Comment"], 2)
    assert read.note == "The headings are in two rows, 1 and 2, and were read together: “May 2023”."


def test_a_year_in_the_row_above_is_read_too():
    read = headings_at([["", "2022/23", "", "2023/24"], ["KPI", "Q3", "Q4", "Q1"], ["Vacancies", 1, 2, 3]], 1)

    assert (read.texts, read.below) == (["KPI", "Q3 2022/23", "Q4 2022/23", "Q1 2023/24"], 2)


def test_months_that_say_their_year_need_none():
    read = headings_at([["KPI", "Figures", ""], ["", "May-23", "Jun-23"], ["Vacancies", 1, 2]], 0)

    assert read.texts == ["KPI", "May-23", "Jun-23"]


@pytest.mark.parametrize(
    "below",
    [["", "Ann", "note", ""], ["May", "", "June", ""], ["", 12, 13, ""], ["Vacancies", 1, 2, "Few"], ["", "May", "", ""]],
    ids=["words", "in the first column", "figures", "a row of the table", "nothing where no heading is"],
)
def test_a_row_of_the_table_is_no_heading(below):
    assert headings_at([TOP, below, ["Vacancies", 1, 2, "Few"]], 0) == (["Indicator", "2023", "", "Comment"], 1, "")


def test_a_title_above_is_none():
    assert headings_at([["Report of 2023"], ["KPI", "Value"], ["Vacancies", 1]], 1) == (["KPI", "Value"], 2, "")


def test_what_a_report_says_of_itself_in_two_cells_is_no_heading():
    rows = ["Run on,30/08/2023,,", "Status:,Open,,", ",,,", "Case,Team,Plan,Worker", "X1,Elm,CP,Will"]

    assert read("\n".join(rows).encode()).header == ["Case", "Team", "Plan", "Worker"]


@pytest.mark.parametrize("heads", ["Measure,2024/25,,", "Case,Team,,"])
def test_two_headings_over_a_wider_table_stay_headings(heads):
    assert read(f"{heads}\nX1,Elm,CP,Will\nX2,Elm,CP,Will".encode()).header == heads.strip(",").split(",")
