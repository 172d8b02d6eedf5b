"""A table of one row, which a file for paper says as a sentence."""

from foundation.documents import Table, cells_of


def has_one_row(table: Table) -> bool:
    return len(list(table.rows)) == 1


def one_row_in_words(table: Table) -> tuple[str, str]:
    """The row's name, and what each of the other columns says of it."""
    (row,) = table.rows
    named = list(zip(table.columns, cells_of(row), strict=True))
    said = "; ".join(f"{column.words}: {cell.shown}" for column, cell in named if not column.names_row)
    return next(cell.shown for column, cell in named if column.names_row), f"{said}."
