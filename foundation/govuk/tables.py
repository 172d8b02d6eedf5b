"""A `Table` as a page shows it: finished HTML for each cell, so that the template only sets them out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context, Engine
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from foundation.documents import AnyRow, Cell, CellKind, CellValue, Column, Fragment, Table, cells_of, row_of
from foundation.govuk.paging import ROWS_OF_A_PAGE, page_of
from foundation.govuk.tags import grade_tag, state_tag

CAPTIONS = {
    "hidden": "govuk-visually-hidden",
    "s": "govuk-table__caption--s",
    "m": "govuk-table__caption--m",
    "l": "govuk-table__caption--l",
}
LINK = "govuk-link govuk-link--no-visited-state"


@dataclass(frozen=True)
class ShownRow:
    cells: SafeString
    key: str
    style: str


def shown_table(context: Context, table: Table, caption: str) -> dict[str, Any]:
    """What `govuk/table.html` sets out; `caption` is its size (s, m, l) or `hidden`."""
    if not isinstance(table.rows, Sequence):
        table = replace(table, rows=list(table.rows))
    rows, page, parameter = _turned(context, table)
    folded = _folded(table.columns)
    return {
        "table": table,
        "caption_class": CAPTIONS[caption],
        "columns": [(_heading(column), _classes("qa-number" * column.numeric)) for column in table.columns],
        "rows": [ShownRow(_cells(context, table.columns, row.cells, folded), row.key, row.style) for row in map(row_of, rows)],
        "total": _cells(context, table.columns, table.total) if page is None or not page.has_next() else "",
        "page": page,
        "parameter": parameter,
        "request": context.get("request"),
        "taken_as": taken_as(context, table),
    }


def taken_as(context: Context, table: Table) -> Sequence[tuple[str, str]]:
    """The files that are offered under the table: the words and the address. `foundation.council.shown_tables` answers.

    None on a page that offers files of its own, and under a table without a row.
    """
    request = context.get("request")
    if request is None or request.method not in ("GET", "HEAD") or context.get("exports") or not table.rows:
        return ()
    return offer_files(request, table)


def offer_files(request: HttpRequest, table: Table) -> list[tuple[str, str]]:
    """The same for a table that is set out otherwise, or offered by the page itself: for `govuk/table_files.html`."""
    shown = request.__dict__.setdefault("shown_tables", [])
    shown.append(table)
    asked = request.GET.copy()
    asked.pop("page", None)
    files = []
    for words, ending in (("Table as CSV", "csv"), ("Table as Excel", "xlsx")):
        asked["table_file"] = f"{len(shown)}.{ending}"
        files.append((words, f"?{asked.urlencode()}"))
    return files


def _turned(context: Context, table: Table) -> tuple[Iterable[AnyRow], Page | None, str]:
    """The rows of the page that the address asks for; all of them where they are few, or the table has no pages."""
    rows, request, parameter = table.rows, context.get("request"), f"{table.key}-page" if table.key else "page"
    if not table.paged or request is None:
        return rows, None, parameter
    rows = rows if isinstance(rows, Sequence) else list(rows)
    if len(rows) <= ROWS_OF_A_PAGE:
        return rows, None, parameter
    page = page_of(rows, request.GET.get(parameter))
    return page.object_list, page, parameter


def _folded(columns: Sequence[Column]) -> int | None:
    """At which column a card says that there is more, as the name of its row; None where it shows everything."""
    if not any(column.more for column in columns):
        return None
    return next((at for at, column in enumerate(columns) if column.names_row), 0)


def more_of(name: str) -> SafeString:
    """What opens the rest of a card, without a script: a box whose tick the style sheet reads."""
    return format_html(
        '<label class="qa-more"><input class="qa-more__box" type="checkbox" autocomplete="off">More'
        '<span class="govuk-visually-hidden"> about {}</span></label>',
        name,
    )


def _heading(column: Column) -> SafeString:
    if column.unseen:
        return format_html('<span class="govuk-visually-hidden">{}</span>', column.heading)
    return format_html("{}{}", column.lead, _value(Cell(column.heading, column.kind)))


def titled(cell: Any, before: Any = "", after: Any = "") -> SafeString:
    """The cell that names its row, with what stands before and after its words."""
    if not (before or after):
        return conditional_escape(cell)
    return format_html('<div class="qa-titled">{}<div class="qa-titled__words">{}</div>{}</div>', before, cell, after)


def _cells(context: Context, columns: Sequence[Column], values: Sequence[Cell | CellValue], folded: int | None = None) -> SafeString:
    """The cells of a row in one piece: a template that set them out one by one took twice as long as all else of a long page."""
    shown, at = [], 0
    for cell in cells_of(values):
        column, html = columns[at], _html(context, cell)
        if at == folded:
            html = titled(html, after=more_of(cell.shown))
        at += cell.spans
        shown.append(f"{_opening(column, cell.style, cell.spans)}{html}</{'th' if column.names_row else 'td'}>")
    return mark_safe("\n".join(shown))  # `_opening` and `_html` give finished HTML


@lru_cache(maxsize=2048)
def _opening(column: Column, style: str, spans: int) -> SafeString:
    """The tag that begins a cell: its classes, the heading that labels it on a card, the columns that it spans."""
    spanned = spans > 1
    classes = _classes(
        "qa-number" * (column.numeric and not spanned),
        "qa-nowrap" * (column.nowrap and not spanned),
        "govuk-!-font-weight-regular" * column.light,
        "qa-extra" * (column.more and spans == 1),
        column.style,
        style,
    )
    label = "" if column.unseen or spanned else column.label or column.words
    if column.names_row:
        return format_html('<th scope="row" class="govuk-table__header{}" data-label="{}">', classes, label)
    labelled = format_html(' data-label="{}"', label) if label else ""
    spanning = format_html(' colspan="{}"', spans) if spanned else ""
    return format_html('<td class="govuk-table__cell{}"{}{}>', classes, labelled, spanning)


def _classes(*names: str) -> str:
    return "".join(f" {name}" for name in names if name)


def _html(context: Context, cell: Cell) -> SafeString:
    if cell.fragment:
        return _fragment(context, cell.fragment)
    main = _value(cell)
    is_plain = not any((cell.strong, cell.unseen, cell.href, cell.aside, cell.notes))
    return main if is_plain else _with_what_is_said(cell, main)


def _with_what_is_said(cell: Cell, main: SafeString) -> SafeString:
    if cell.strong:
        main = format_html("<strong>{}</strong>", main)
    unseen = format_html('<span class="govuk-visually-hidden"> {}</span>', cell.unseen) if cell.unseen else ""
    main = format_html("{}{}", main, unseen)
    if cell.href:
        classes = f"{LINK} govuk-!-display-none-print" if cell.acts else LINK
        main = format_html('<a class="{}" href="{}">{}</a>', classes, cell.href, main)
    aside = format_html(' <span class="qa-muted">{}</span>', cell.aside) if cell.aside else ""
    notes = format_html_join("", '<br><span class="qa-muted">{}</span>', ((note,) for note in cell.notes))
    return format_html("{}{}{}", main, aside, notes)


def _value(cell: Cell) -> SafeString:
    if cell.kind == CellKind.STATE:
        return state_tag(cell.shown, cell.colour)
    if cell.kind in (CellKind.GRADE, CellKind.GRADE_IN_FULL):
        return grade_tag(cell.value if isinstance(cell.value, str) else None, full=cell.kind == CellKind.GRADE_IN_FULL)
    return conditional_escape(cell.shown)


@dataclass(frozen=True)
class Drawn(Fragment):
    """One that its template has filled a cell with already."""

    html: SafeString = SafeString("")


def drawn(table: Table) -> Table:
    """The same for keeping: its fragments are filled now, with what they are given alone and nothing of a page."""
    return replace(table, rows=[replace(row, cells=list(map(_drawn, cells_of(row.cells)))) for row in map(row_of, table.rows)])


def _drawn(cell: Cell) -> Cell:
    if cell.fragment is None:
        return cell
    html = _fragment(Context(), cell.fragment)
    return replace(cell, fragment=Drawn(cell.fragment.template, html=html))


def _fragment(context: Context, fragment: Fragment) -> SafeString:
    """As `{% include %}` would: the page's context with the fragment's own on top."""
    if isinstance(fragment, Drawn):
        return fragment.html
    template = Engine.get_default().get_template(fragment.template)
    with context.push(**fragment.context):
        return template.render(context)
