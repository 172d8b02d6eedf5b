"""The report as a workbook: its words and every table on sheets of their own, with charts that Excel draws. Works out no figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from foundation.charts import GRADE_STYLES
from foundation.charts.palette import LINE, SECONDARY_INK
from foundation.documents import (
    Bullets,
    Cell,
    CellValue,
    ChartKind,
    Paragraph,
    Table,
    TableChart,
    TableLines,
    TableSeries,
    Workbook,
    cells_of,
    plain_table,
    value_in_words,
    write_ods,
    write_xlsx,
)
from reports.content import Block, Callout, Chart, Document, Remarks, ReportSection

from .chart_figures import GRADES, LIMITS, PAIR_COLOURS, PictureKind, is_of_grades, native_chart, table_behind
from .style import ReportStyle

DASH = "\N{EN DASH}"
BLANKS = "An empty cell is a dash in the report: there is no figure, or nothing to say."
DRAWN = "In the last column Excel draws a line of the months that the annex has."
MONTH_BY_MONTH = ", month by month"
WORDS = "What this section says"


def render_xlsx(document: Document, look: ReportStyle | None = None) -> bytes:
    return write_xlsx(report_workbook(document, look or ReportStyle()))


def render_ods(document: Document, look: ReportStyle | None = None) -> bytes:
    """The same sheets, without the charts."""
    return write_ods(report_workbook(document, look or ReportStyle()))


def report_workbook(document: Document, look: ReportStyle) -> Workbook:
    """The document sheet by sheet, in its order; a chart right after the tables of the section that has its own."""
    blocks = [block for section in document.sections for block in section.blocks]
    tables = {id(block): _values(block) for block in blocks if isinstance(block, Table)}
    drawn = {id(chart): made for chart in blocks if isinstance(chart, Chart) and (made := _drawn_from(chart, blocks, tables))}
    parts = [part for section in document.sections for part in _section(section, tables, drawn)]
    return Workbook(
        f"{document.title}: {document.period}", document.council, parts, list(_about(document, look)), lines=_all_lines(blocks, tables)
    )


def _all_lines(blocks: Sequence[Block], tables: Mapping[int, Table]) -> list[TableLines]:
    return [each for block in blocks if isinstance(block, Table) and (each := _lines(block, blocks, tables))]


def _lines(table: Table, blocks: Sequence[Block], tables: Mapping[int, Table]) -> TableLines | None:
    """The small lines of a table, drawn from the table of its months."""
    at = next((at for row in table.rows for at, cell in enumerate(cells_of(row)) if cell.line), None)
    named = f"{table.caption}{MONTH_BY_MONTH}"
    of = next((block for block in blocks if isinstance(block, Table) and block.caption == named), None)
    if at is None or of is None:
        return None
    figures = [place for place, column in enumerate(of.columns) if column.numeric]
    return TableLines(tables[id(table)], at, tables[id(of)], figures[0], figures[-1], LINE)


def _about(document: Document, look: ReportStyle) -> Iterator[tuple[str, str]]:
    yield "Council", document.council
    yield "Report", document.title
    yield "Period", document.period
    if document.meeting:
        yield "Meeting", f"Improvement Board of {document.meeting}"
    yield "Edition", str(document.edition)
    yield "Status", document.status
    if document.authors:
        yield "Authors", document.authors
    if look.contact:
        yield "Whom to ask", look.contact
    yield "How to read it", "Each table is on a sheet of its own. The sheet Contents lists them all and leads to them."


def _drawn_from(chart: Chart, blocks: Sequence[Block], tables: Mapping[int, Table]) -> TableChart | None:
    """What Excel draws of a chart, from the values of the table behind it, wherever in the report that is."""
    behind = table_behind(chart, blocks)
    made = table_chart(chart, behind) if behind else None
    return replace(made, table=tables[id(behind)]) if made else None


def _section(section: ReportSection, tables: Mapping[int, Table], drawn: Mapping[int, TableChart]) -> Iterator[Table | TableChart]:
    """What is written in it, then its tables, then the charts that are drawn from them."""
    words: list[str] = []
    shown: list[Table] = []
    for block in section.blocks:
        if isinstance(block, Table):
            shown.append(tables[id(block)])
        elif isinstance(block, Remarks):
            shown.append(_remarks(block))
        elif isinstance(block, Chart):
            words += [] if id(block) in drawn else [f"{block.title}. {block.alt}"]
        else:
            words += _said(block)
    if words:
        yield plain_table(section.heading, [WORDS], [[text] for text in words])
    yield from shown
    yield from (chart for chart in drawn.values() if any(chart.table is table for table in shown))


def _said(block: Block) -> Sequence[str]:
    if isinstance(block, Callout):
        return [block.text]
    if isinstance(block, Paragraph):
        return [block.plain]
    if isinstance(block, Bullets):
        return [f"{place}. {item}" for place, item in enumerate(block.plain, start=1)] if block.is_numbered else block.plain
    raise TypeError(f"A workbook has no form for {type(block).__name__}.")


def _remarks(remarks: Remarks) -> Table:
    rows = [[each.about, each.comment, each.action] for each in remarks.items]
    return plain_table(remarks.title, ["About", "Comment", "Action"], rows, blanks="An empty cell means that nothing is said there.")


def _values(table: Table) -> Table:
    """The table with what each cell says as a value: a number where it is one."""
    has_lines = any(cell.line for row in table.rows for cell in cells_of(row))
    blanks = f"{BLANKS} {DRAWN}" if has_lines else BLANKS
    return replace(table, rows=[[_value(cell) for cell in cells_of(row)] for row in table.rows], blanks=blanks)


def _value(cell: Cell) -> CellValue:
    return None if cell.shown == DASH or cell.line else value_in_words(cell.shown)


def table_chart(chart: Chart, table: Table) -> TableChart | None:
    """What Excel draws of a chart's table; nothing where it is of no kind that is drawn."""
    last = len(list(table.rows)) - 1
    if is_of_grades(table):
        return _one_bar(chart, table)
    native = native_chart(table)
    if native is None:
        return None
    columns = [(each.name, table.header.index(each.name)) for each in native.series if each.name in table.header]
    if not columns:
        bars = [
            _grade(each.name, grade, (0, at, last, at))
            for each, grade in zip(native.series, GRADES, strict=True)
            for at in [table.header.index(grade)]
        ]
        return TableChart(chart.title, chart.alt, ChartKind.SHARES, table, (0, 0, last, 0), bars)
    if native.kind == PictureKind.PAIRS:
        pairs = [TableSeries(name, (0, at, last, at), colour) for (name, at), colour in zip(columns, PAIR_COLOURS, strict=True)]
        return TableChart(chart.title, chart.alt, ChartKind.PAIRS, table, (0, 0, last, 0), pairs)
    lines = [TableSeries(name, (0, at, last, at), *_line_look(name)) for name, at in columns]
    return TableChart(chart.title, chart.alt, ChartKind.LINES, table, (0, 0, last, 0), lines, axis=native.axis, latest_first=True)


def _one_bar(chart: Chart, table: Table) -> TableChart:
    """Of a table with a row a grade: one bar of them all, under the heading that says what is counted."""
    named = [cells_of(row)[0].shown for row in table.rows]
    series = [_grade(name, grade, (at, 1, at, 1)) for at, (name, grade) in enumerate(zip(named, GRADES, strict=True))]
    return TableChart(chart.title, chart.alt, ChartKind.SHARES, table, (-1, 1, -1, 1), series)


def _grade(name: str, grade: str, cells: tuple[int, int, int, int]) -> TableSeries:
    style = GRADE_STYLES[grade]
    return TableSeries(name if name == grade else f"{name} ({grade})", cells, style.fill, style.text)


def _line_look(name: str) -> tuple[str, str, bool]:
    is_limit = name in LIMITS
    return SECONDARY_INK if is_limit else LINE, "", is_limit
