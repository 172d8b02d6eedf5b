"""The cells of a list of django-tables2: each column is looked at once, and not again for every row.

It would find out for each cell where its value is, which arguments its function takes and what its link has beside its address, and
fill a template with it: three quarters of what a list takes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any

import django_tables2 as tables
from django.core.exceptions import ObjectDoesNotExist
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

# What the function of a column may ask for: as django-tables2 has it.
_OFFERED = ("value", "record", "column", "bound_column", "bound_row", "table")


@dataclass(frozen=True)
class ColumnCells:
    """A column: the tag with which its cells begin, where in a row its value is, and which arguments its function takes."""

    bound: Any
    opening: SafeString
    path: Sequence[str]
    wanted: Sequence[str]

    def cell(self, row: Any) -> Any:
        """What the cell of `row` shows."""
        value = found_at(row.record, self.path)
        if value in self.bound.column.empty_values:
            return self.bound.default
        offered = {"value": value, "record": row.record, "column": self.bound.column, "bound_column": self.bound}
        offered |= {"bound_row": row, "table": row.table}
        content = self.bound.render(**{name: offered[name] for name in self.wanted})
        return _linked(self.bound.link, content, offered) if self.bound.link else content


def found_at(record: Any, path: Sequence[str]) -> Any:
    """The value that a row has by these names, one after the other; of a choice its words. None where it has none."""
    found = record
    try:
        for name in path:
            found = getattr(found, f"get_{name}_display", None) or getattr(found, name)
            found = found() if callable(found) else found
            if found is None:
                return None
    except (AttributeError, ObjectDoesNotExist):
        return None
    return found


def _linked(link: Any, content: Any, offered: Mapping[str, Any]) -> SafeString:
    if link.attrs:
        return link(content, **offered)
    href = link.compose_url(**offered)
    return content if href is None else format_html('<a href="{}">{}</a>', href, content)


def cells_of_columns(shown: tables.Table) -> list[ColumnCells]:
    tag = '<td class="govuk-table__cell {}" data-label="{}">'
    return [
        ColumnCells(
            bound,
            format_html(tag, bound.attrs["td"]["class"] or "", bound.header),
            bound.accessor.split(bound.accessor.SEPARATOR),
            arguments_of(bound.render),
        )
        for bound in shown.columns
    ]


def arguments_of(render: Callable[..., Any]) -> Sequence[str]:
    parameters = signature(render).parameters.values()
    takes_all = any(each.kind == Parameter.VAR_KEYWORD for each in parameters)
    return _OFFERED if takes_all else [each.name for each in parameters]


def rows_of(shown: tables.Table, titled: Callable[[Any, Any], Any] | None) -> SafeString:
    """All rows of a page in one piece; `titled` makes of a row and its first cell what the cell shows."""
    columns = cells_of_columns(shown)
    return mark_safe("".join(_row(columns, row, titled) for row in shown.paginated_rows))  # each cell is escaped


def _row(columns: Sequence[ColumnCells], row: Any, titled: Callable[[Any, Any], Any] | None) -> str:
    cells = [column.cell(row) for column in columns]
    if titled:
        cells[0] = titled(row, cells[0])
    shown = "".join(f"{column.opening}{conditional_escape(cell)}</td>" for column, cell in zip(columns, cells, strict=True))
    return f'<tr class="govuk-table__row {row.attrs["class"]}">{shown}</tr>\n'
