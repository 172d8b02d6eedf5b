"""Rows that cannot be taken, as a workbook to correct."""

from collections.abc import Mapping, Sequence

from foundation.documents import Table, plain_table
from foundation.sheets import Sheet, clean_text

from .calculations import ROW_IN_FILE, WRONG

AS_IN_FILE = "An empty cell is empty in the file too."
NOT_GIVEN_BACK = "An empty cell is empty in the file too, or holds what is not given back here."


def rows_to_correct(
    sheet: Sheet, wrong: Mapping[int, Sequence[str]], *, name: str, hidden: Mapping[int, Sequence[str]] | None = None
) -> Table:
    """The rows of `wrong`, by number, as the file has them, each with every sentence that says what is wrong and what to do.

    `name` becomes the file's. `hidden` has, of a row, the headings of cells that are not given back.
    """
    unseen = hidden or {}
    rows = [
        [
            row.number,
            " ".join(wrong[row.number]),
            *("" if heading in unseen.get(row.number, ()) else _cell(row.get(heading)) for heading in sheet.header),
        ]
        for row in sheet.rows
        if row.number in wrong
    ]
    return plain_table(name, [ROW_IN_FILE, WRONG, *sheet.header], rows, blanks=NOT_GIVEN_BACK if unseen else AS_IN_FILE)


def _cell(value: object) -> str | int | float:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else clean_text(value)
