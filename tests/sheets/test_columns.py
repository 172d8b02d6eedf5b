"""Which heading of a sheet is which column."""

from foundation.sheets import SheetColumn, match_columns

CASE, TEAM = SheetColumn("case", "case ID", required=True), SheetColumn("team", "team name", required=True)


def test_a_heading_is_known_however_it_is_written():
    found = match_columns(["CASE_ID", "Team-name"], [CASE, TEAM])

    assert (found.headings, found.unknown, found.missing) == ({"case": "CASE_ID", "team": "Team-name"}, [], [])


def test_of_two_that_mean_one_column_the_first_is_it_and_the_other_is_named():
    found = match_columns(["case", "Case ID", "colour"], [CASE, TEAM])

    assert (found.headings, found.doubled, found.unknown) == ({"case": "case"}, {"Case ID": "case"}, ["colour"])
    assert [column.identifier for column in found.missing] == ["team"]
