"""Cells that are merged, rows and columns that are hidden: what is read of them, and what is said."""

from collections.abc import Sequence

from foundation.sheets.cells import clean_text
from foundation.sheets.opened import Merged, Opened
from foundation.sheets.sheet import Cell, column_letters

_NAMED_AT_ONCE = 5


def filled_down(opened: Opened, held: set[int], below: int) -> None:
    """Put what is merged over several rows into each of those that hold anything else, from row `below` on."""
    grid = opened.cells
    for top, left, bottom, _ in opened.merged:
        value = _at(grid, top, left)
        if top < below or bottom == top or value == "":
            continue
        for row in range(top + 1, min(bottom + 1, len(grid))):
            if row in held and _at(grid, row, left) == "":
                cells = list(grid[row])
                cells += [""] * (left + 1 - len(cells))
                cells[left] = value
                grid[row][:] = cells


def notes_of_merged(opened: Opened, headings: Sequence[str], below: int) -> list[str]:
    """Which merged cells were read in each row, and which across columns in their first column only."""
    merged = [each for each in opened.merged if each[0] >= below and _is_read(opened, each, headings)]
    down = [each for each in merged if each[2] > each[0]]
    across = [each for each in merged if each[3] > each[1] and not _is_alone(opened, each)]
    notes = []
    if down:
        notes.append(f"Cells that are merged over several rows were read in each of them: {_some(list(map(_named, down)))}.")
    if across:
        notes.append(
            f"Cells that are merged over several columns were read in the first of them only: {_some(list(map(_named, across)))}. "
            "Type the figure into each column where it holds for each."
        )
    return notes


def _is_alone(opened: Opened, merged: Merged) -> bool:
    """A heading between the rows is alone in its row, however far it is stretched."""
    return sum(cell != "" for cell in opened.cells[merged[0]]) <= 1


def notes_of_hidden(opened: Opened, headings: Sequence[str], held: Sequence[int]) -> list[str]:
    """Hidden rows and columns are read, for a filter that somebody left on is no reason to lose a row; but never unsaid."""
    hidden = set(opened.hidden_rows)
    rows = [str(index + 1) for index in held if index in hidden]
    columns = [
        f"{column_letters(index)} (“{headings[index]}”)"
        for index in opened.hidden_columns
        if index < len(headings) and headings[index] and any(_at(opened.cells, row, index) != "" for row in held)
    ]
    notes = []
    if len(rows) == 1:
        notes.append(f"Row {rows[0]} is hidden in the workbook, perhaps by a filter. It was read; delete it there if it does not belong.")
    elif rows:
        notes.append(
            f"{len(rows)} rows are hidden in the workbook, perhaps by a filter: {_some(rows)}. "
            "They were read; delete them there if they do not belong."
        )
    if columns:
        notes.append(f"{'A column that is' if len(columns) == 1 else 'Columns that are'} hidden in the workbook: {_some(columns)}.")
    return notes


def _is_read(opened: Opened, merged: Merged, headings: Sequence[str]) -> bool:
    top, left, _, _ = merged
    return left < len(headings) and bool(headings[left]) and clean_text(_at(opened.cells, top, left)) != ""


def _at(grid: Sequence[Sequence[Cell]], row: int, column: int) -> Cell:
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else ""


def _named(merged: Merged) -> str:
    top, left, bottom, right = merged
    return f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED_AT_ONCE]) + (f" and {len(names) - _NAMED_AT_ONCE} more" if len(names) > _NAMED_AT_ONCE else "")
