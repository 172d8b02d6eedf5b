"""One table, whatever shows it: its words, its values."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from foundation.documents import Cell, Column, Month, Table, TableRow, cells_of, in_words, plain_table, write_csv

COLUMNS = [Column("Team", names_row=True), Column("Share", numeric=True), Column("Due")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (3808, "3,808"),
        (Decimal("28.4000"), "28.4"),
        (date(2023, 6, 23), "23 June 2023"),
        (datetime(2023, 6, 30, 23, 30, tzinfo=UTC), "1 July 2023, 00:30"),
        (Month(date(2023, 6, 1)), "June 2023"),
        (True, "Yes"),
        (None, "–"),
        ("", ""),
    ],
)
def test_a_value_is_read_as_people_write_it(value, words):
    assert in_words(value) == words


def test_a_file_takes_the_value_and_a_document_the_words():
    table = Table("Teams", COLUMNS, [["Elm", Cell(Decimal("71.4"), text="71%", notes=["of 7"]), Cell(date(2023, 6, 23), aside="late")]])

    assert write_csv(table).decode("utf-8-sig") == "Team,Share,Due\r\nElm,71.4,2023-06-23\r\n"
    assert [cell.words for cell in cells_of(table.rows[0])] == ["Elm", "71%\nof 7", "23 June 2023 late"]


def test_a_file_has_the_totals_last_and_a_place_for_every_column_that_a_cell_spans():
    table = Table("Months", COLUMNS, [TableRow(["June", Cell("Not planned", spans=2)], key="june")], total=["All", 3, None])

    assert write_csv(table).decode("utf-8-sig") == "Team,Share,Due\r\nJune,Not planned,\r\nAll,3,\r\n"


def test_a_formula_that_somebody_typed_stays_text_in_any_cell():
    table = plain_table("Said", ["said"], [[Cell("=1+1")], ["=1+1"], [Cell(text="=1+1")]])

    assert write_csv(table).decode("utf-8-sig") == "said\r\n'=1+1\r\n'=1+1\r\n'=1+1\r\n"
