"""Write a workbook as XLSX that a screen reader can walk and a spreadsheet never runs as formulas."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from .excel_charts import add_chart
from .formats import in_britain
from .shown_numbers import ShownNumber
from .tables import CellValue, Month
from .workbooks import (
    WIDEST_ALONE,
    TableLines,
    Workbook,
    WorkbookSheet,
    column_widths,
    is_empty,
    quoted_sheet,
    table_names,
    workbook_sheets,
)

LANGUAGE = "en-GB"
_A4 = 9
_LONGEST_CELL = 32_767
# Points of a line of words, and how many letters fit into one of a chart’s sheet.
_LINE, _LETTERS_IN_A_LINE = 15, 90
_MOMENTS = re.compile(r"<dcterms:(created|modified).*?</dcterms:\1>")
# By which the titles' format is told in the styles.
_HEADING = 99
_STYLE_FORMATS = re.compile(r'<cellStyleXfs count="(\d+)">')
_TITLE_FONT = re.compile(rf'fontId="(\d+)"[^>]*xfId="{_HEADING}"')
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass
class _Formats:
    file: xlsxwriter.Workbook
    title: Format
    heading: Format
    text: Format
    link: Format
    number: Format
    day: Format
    moment: Format
    month: Format
    shown: dict[str, Format] = field(default_factory=dict)

    def of(self, number_format: str) -> Format:
        """That of numbers shown so; the file takes each once."""
        if number_format not in self.shown:
            self.shown[number_format] = self.file.add_format({"num_format": number_format, "valign": "top"})
        return self.shown[number_format]


def write_xlsx(workbook: Workbook) -> bytes:
    """Numbers and dates are written as such, text always as text. The same workbook always gives the same bytes."""
    output = BytesIO()
    with _File(output, _OPTIONS) as file:
        file.set_properties({"title": workbook.title, "author": workbook.author})
        formats = _formats(file)
        sheets = workbook_sheets(workbook)
        pages = [_page(file, sheet) for sheet in sheets]
        for name, sheet, page in zip(table_names(sheets), sheets, pages, strict=True):
            if sheet.chart:
                _write_chart_sheet(file, page, sheet, sheets, formats)
            else:
                _write_sheet(page, sheet, formats, name)
        for lines in workbook.lines:
            _draw_lines(lines, sheets, pages)
    return output.getvalue()


def _draw_lines(lines: TableLines, sheets: Sequence[WorkbookSheet], pages: Sequence[Worksheet]) -> None:
    place, of = (next(at for at, sheet in enumerate(sheets) if sheet.table is table) for table in (lines.table, lines.of))
    for row in range(len(sheets[place].rows)):
        at = sheets[of].top + 1 + row
        cells = f"{quoted_sheet(sheets[of].name)}!{xl_range(at, lines.first, at, lines.last)}"
        look = {"range": cells, "series_color": lines.colour, "last_point": True, "last_color": lines.colour, "empty_cells": "gaps"}
        pages[place].add_sparkline(sheets[place].top + 1 + row, lines.column, look)


def _page(file: xlsxwriter.Workbook, sheet: WorkbookSheet) -> Worksheet:
    """An empty sheet, which is printed across, as wide as its paper."""
    page = file.add_worksheet(sheet.name)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    return page


class _File(xlsxwriter.Workbook):
    """A workbook whose package also says what xlsxwriter has no word for."""

    def _get_packager(self) -> Packager:
        return _Package()


class _Package(Packager):
    """Says the language, marks up the titles of sheets as headings, and leaves out the moment of writing."""

    def _create_package(self) -> list[Any]:
        parts: list[Any] = super()._create_package()
        for file, name, _ in parts:
            if name in _AMENDED:
                text = _AMENDED[name](file.getvalue())
                file.seek(0)
                file.truncate()
                file.write(text)
        return parts


def _with_language(properties: str) -> str:
    return _MOMENTS.sub("", properties).replace("</cp:coreProperties>", f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>")


def _with_heading_style(styles: str) -> str:
    """The style Heading 1, and the titles' format made one of it."""
    number = int(_STYLE_FORMATS.findall(styles)[0])
    font = _TITLE_FONT.findall(styles)[0]
    added = f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0"/></cellStyleXfs>'
    styles = styles.replace(f'<cellStyleXfs count="{number}">', f'<cellStyleXfs count="{number + 1}">').replace("</cellStyleXfs>", added)
    named = f'<cellStyle name="Heading 1" xfId="{number}" builtinId="16"/></cellStyles>'
    styles = styles.replace(f'<cellStyles count="{number}">', f'<cellStyles count="{number + 1}">').replace("</cellStyles>", named)
    return styles.replace(f'xfId="{_HEADING}"', f'xfId="{number}"')


_AMENDED: dict[str, Callable[[str], str]] = {"docProps/core.xml": _with_language, "xl/styles.xml": _with_heading_style}


def _formats(file: xlsxwriter.Workbook) -> _Formats:
    top = {"valign": "top"}
    left = {"align": "left", **top}
    title = file.add_format({"bold": True, "font_size": 14})
    title.xf_id = _HEADING
    return _Formats(
        file=file,
        title=title,
        heading=file.add_format({"bold": True, "text_wrap": True, "bottom": 1, **top}),
        text=file.add_format({"text_wrap": True, **top}),
        link=file.add_format({"text_wrap": True, "font_color": "#0563C1", "underline": 1, **top}),
        number=file.add_format(top),
        day=file.add_format({"num_format": "d mmmm yyyy", **left}),
        moment=file.add_format({"num_format": "d mmmm yyyy hh:mm", **left}),
        month=file.add_format({"num_format": "mmmm yyyy", **left}),
    )


def _write_sheet(page: Worksheet, sheet: WorkbookSheet, formats: _Formats, name: str) -> None:
    page.write_string(0, 0, sheet.title[:_LONGEST_CELL], formats.title)
    for row, line in enumerate(sheet.lines, start=1):
        page.write_string(row, 0, line[:_LONGEST_CELL])
    for column, width in enumerate(column_widths(sheet)):
        page.set_column(column, column, width)
    _mark_up_table(page, sheet, formats, name)
    for row, values in enumerate(sheet.rows, start=sheet.top + 1):
        for column, value in enumerate(values):
            _write_cell(page, row, column, value, formats)
    for row, name in enumerate(sheet.leads_to, start=sheet.top + 1):
        page.write_url(row, 0, f"internal:{quoted_sheet(name)}!A1", formats.link, name)


def _write_chart_sheet(
    file: xlsxwriter.Workbook, page: Worksheet, sheet: WorkbookSheet, sheets: Sequence[WorkbookSheet], formats: _Formats
) -> None:
    """The chart under its words and a link to its table."""
    page.set_column(0, 0, WIDEST_ALONE)
    page.write_string(0, 0, sheet.title[:_LONGEST_CELL], formats.title)
    words, figures_on = sheet.lines
    page.write_string(1, 0, words[:_LONGEST_CELL], formats.text)
    # A row that says no height of its own is not made higher where a chart is on the sheet.
    page.set_row(1, _LINE * -(-len(words) // _LETTERS_IN_A_LINE))
    (of,) = sheet.leads_to
    page.write_url(2, 0, f"internal:{quoted_sheet(of)}!A1", formats.link, figures_on)
    assert sheet.chart is not None
    add_chart(file, page, sheet.chart, next(each for each in sheets if each.name == of), row=4)


def _mark_up_table(page: Worksheet, sheet: WorkbookSheet, formats: _Formats, name: str) -> None:
    """The headings, and what makes a table of them and the rows below: one row at least, since Excel knows none without."""
    if not sheet.header:
        return
    page.table_cells = _Unkept()
    options = {
        "name": name,
        "title": sheet.title,
        "autofilter": False,
        "style": None,
        "banded_rows": False,
        "columns": [{"header": heading, "header_format": formats.heading} for heading in sheet.header],
    }
    page.add_table(sheet.top, 0, sheet.top + max(len(sheet.rows), 1), len(sheet.header) - 1, options)


class _Unkept(dict[tuple[int, int], str]):
    """In place of the list of cells of tables, a million in a long one, by which xlsxwriter finds tables that overlap: there is one."""

    def __setitem__(self, place: tuple[int, int], cells: str) -> None:
        pass


def _write_cell(page: Worksheet, row: int, column: int, value: CellValue, formats: _Formats) -> None:
    if is_empty(value):
        return
    if isinstance(value, bool):
        page.write_string(row, column, "Yes" if value else "No", formats.text)
    elif isinstance(value, (int, float, Decimal)):
        page.write_number(row, column, value, formats.number)
    elif isinstance(value, ShownNumber):
        page.write_number(row, column, value.stored, formats.of(value.number_format))
    elif isinstance(value, datetime):
        # A spreadsheet knows no time zones: the moment is written as clocks here showed it.
        page.write_datetime(row, column, in_britain(value).replace(tzinfo=None), formats.moment)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats.day)
    elif isinstance(value, Month):
        page.write_datetime(row, column, value.first, formats.month)
    else:
        page.write_string(row, column, str(value)[:_LONGEST_CELL], formats.text)
