"""The small lines in cells of tables: the picture and its words."""

from foundation.charts import sparkline_svg
from foundation.charts.comparator_lines import figure_text
from foundation.documents import Cell, Column


def line_in_words(cell: Cell, name: str, column: Column) -> str:
    """“Referrals, From January 2023: 4,210, 4,102, none, 3,808”."""
    return f"{name}, {column.words}: {', '.join(figure_text(figure) or 'none' for figure in cell.line)}"


def line_svg(cell: Cell, name: str, column: Column) -> str:
    return sparkline_svg(cell.line, line_in_words(cell, name, column))
