"""Which heading of a list is which column: as somebody said, by our own name, by its words; what is not clear is asked."""

from io import BytesIO

import pytest

from foundation.matching.calculations import KnownFrom, ListColumn, SaidOfColumns, match_list, with_corrections
from foundation.matching.correcting import rows_to_correct
from foundation.sheets import read_rows

COLUMNS = (
    ListColumn("past", label="Past workers", several=True, fits=lambda text: "past" in text),
    ListColumn("worker", "social worker", label="Worker", wanted=True, others="past", fits=lambda text: "worker" in text),
    ListColumn("case", "case id", label="Case ID", required=True, fits=lambda text: "ref" in text.split()),
    ListColumn("day", label="Day", fits=lambda text: "day" in text, holds=lambda texts: texts[0].isdigit()),
)


def sheet(*lines: str):
    return read_rows(BytesIO("\n".join(lines).encode()), "list.csv")


def matched(*headings: str, **said):
    return match_list(sheet(",".join(headings), ",".join(f"x{at}" for at in range(len(headings)))), COLUMNS, SaidOfColumns(**said))


def test_our_own_names_come_before_words_and_what_was_said_before_both():
    found = matched("Case ID", "Our ref", "Social worker", "Odd", remembered={"odd": "day"})

    assert found.columns == {"case": "Case ID", "worker": "Social worker", "day": "Odd"}
    assert [each.known for each in found.headings] == [KnownFrom.NAMED, KnownFrom.NOTHING, KnownFrom.NAMED, KnownFrom.REMEMBERED]
    assert not found.asks


def test_two_headings_that_may_be_one_column_are_asked_about_and_the_first_is_taken_meanwhile():
    found = matched("Child ref", "Referral ref", "Worker")

    assert found.unsure == {"case": ["Child ref", "Referral ref"]}
    assert (found.columns["case"], found.unmatched, found.asks) == ("Child ref", ["Referral ref"], True)


def test_a_further_worker_is_a_past_worker_and_of_those_there_may_be_many():
    found = matched("Case", "Worker A", "Worker B", "Past hands")

    assert found.columns["worker"] == "Worker A"
    assert found.headings_of("past") == ["Worker B", "Past hands"]


def test_a_column_that_is_wanted_is_asked_for_until_somebody_said_what_the_other_headings_are():
    assert matched("Case", "Odd").asks
    assert not matched("Case", "Odd", remembered={"odd": ""}).asks
    assert not matched("Case").asks
    assert matched("Odd", "Worker", remembered={"odd": ""}).asks, "without the case nothing can be read"


def test_what_was_said_of_a_column_that_there_is_no_longer_is_asked_again():
    assert matched("Case", "Odd", remembered={"odd": "gone"}).never_asked == ["Odd"]


def test_values_that_cannot_be_it_keep_a_heading_from_being_guessed():
    assert matched("Case", "Worker", "Weekday").columns.get("day") is None


def test_three_values_are_shown_of_each_heading():
    found = match_list(sheet("Case,Worker", "a,Jo", "b,Jo", "c,Kim", "d,Lee", f"e,{'M' * 60}"), COLUMNS)

    assert [each.examples for each in found.headings] == [["a", "b", "c"], ["Jo", "Kim", "Lee"]]


def test_a_workbook_to_correct_says_what_is_wrong_and_goes_back_where_it_came_from():
    first = sheet("Case,Team", "a,Elm", ",Ash", "c,", "Total: 3,")
    table = rows_to_correct(first, {3: ["Enter the case ID.", "It says which record it is."]}, name="Rows to correct")

    assert table.header == ["Row in your file", "What is wrong, and what to do", "Case", "Team"]
    assert list(table.rows) == [[3, "Enter the case ID. It says which record it is.", "", "Ash"]]

    back = sheet('Row in your file,"What is wrong, and what to do",Case,Team', "3,Enter the case ID.,b,Ash", "2,,z,Elm", "x,,y,Oak")
    done = with_corrections(first, back, open_rows=[3])
    assert [(row.number, row.get("Case")) for row in done.sheet.rows] == [(2, "a"), (3, "b"), (4, "c"), (5, "Total: 3")]
    assert done.text == "1 row was put in again. Not taken, as no row that could not be taken has their number: row 3, 4 of the workbook."
    assert "Row in your file" not in [each.heading for each in match_list(back, COLUMNS).headings]


@pytest.mark.parametrize("again", [{"elm": "case"}, {}])
def test_what_was_chosen_for_this_list_comes_first(again):
    assert matched("Elm", "Case", chosen={"Elm": "", "Case": "case"}, remembered=again).columns == {"case": "Case"}
