"""Write a workbook as an OpenDocument spreadsheet: the sheets of the Excel file, without its charts.

Our own writer: odfdo takes half a millisecond a cell, and its empty spreadsheet brings another language and page headers along.
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from .formats import in_britain
from .printable import printable_text
from .shown_numbers import ShownNumber
from .tables import CellValue, Month, in_words
from .workbooks import Workbook, WorkbookSheet, column_widths, is_empty, quoted_sheet, table_names, workbook_sheets

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    [
        *(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "style", "table", "text", "meta")),
        f'xmlns:number="{_OASIS}:datastyle:1.0" xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"',
    ]
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# No file says when it was written, so that the same workbook is the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_LETTER = 0.2
_SPACES_IN_TEXT = re.compile(r"  +|^ | $")


def write_ods(workbook: Workbook) -> bytes:
    """Numbers and dates are written as such, text always as text. The same workbook always gives the same bytes."""
    sheets = workbook_sheets(workbook, with_charts=False)
    looks = _Looks()
    tables = "".join(_table(sheet, looks) for sheet in sheets)
    ranges = "".join(_range(sheet, name) for sheet, name in zip(sheets, table_names(sheets), strict=True) if sheet.header)
    body = f"<office:spreadsheet>{tables}<table:database-ranges>{ranges}</table:database-ranges></office:spreadsheet>"
    content = f"<office:automatic-styles>{looks.written()}</office:automatic-styles><office:body>{body}</office:body>"
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        _add(file, "mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        _add(file, "content.xml", f"{_HEAD}<office:document-content {_SPACES}>{content}</office:document-content>")
        _add(file, "styles.xml", f"{_HEAD}<office:document-styles {_SPACES}>{_STYLES}</office:document-styles>")
        _add(
            file, "meta.xml", f"{_HEAD}<office:document-meta {_SPACES}><office:meta>{_meta(workbook)}</office:meta></office:document-meta>"
        )
        _add(file, "META-INF/manifest.xml", _MANIFEST)
    return output.getvalue()


def _add(file: zipfile.ZipFile, name: str, text: str, packed: int = zipfile.ZIP_DEFLATED) -> None:
    file.writestr(zipfile.ZipInfo(name, _MOMENT), text.encode(), compress_type=packed)


def _meta(workbook: Workbook) -> str:
    title, author = escape(printable_text(workbook.title)), escape(printable_text(workbook.author))
    by = f"<meta:initial-creator>{author}</meta:initial-creator><dc:creator>{author}</dc:creator>"
    return f"<office:meta><dc:title>{title}</dc:title>{by}<dc:language>en-GB</dc:language></office:meta>"


def _table(sheet: WorkbookSheet, looks: "_Looks") -> str:
    widths = "".join(f'<table:table-column table:style-name="{looks.width(width)}"/>' for width in column_widths(sheet))
    above = _row([_text(sheet.title, "title")]) + "".join(_row([_text(line, "line")]) for line in sheet.lines)
    header = _row([_text(heading, "heading") for heading in sheet.header])
    leads_to = [*sheet.leads_to, *[""] * (len(sheet.rows) - len(sheet.leads_to))]
    rows = "".join(_row(_cells(row, leads, looks)) for row, leads in zip(sheet.rows, leads_to, strict=True))
    return (
        f'<table:table table:name={quoteattr(sheet.name)} table:style-name="sheet">{widths}{above}'
        f"<table:table-header-rows>{header}</table:table-header-rows>{rows}</table:table>"
    )


def _row(cells: list[str]) -> str:
    return f'<table:table-row table:style-name="row">{"".join(cells)}</table:table-row>'


def _cells(row: Sequence[CellValue], leads_to: str, looks: "_Looks") -> list[str]:
    cells = [_cell(value, looks) for value in row]
    if leads_to:
        address = quoteattr(f"#{quoted_sheet(leads_to)}.A1")
        link = f'<text:a xlink:type="simple" xlink:href={address}>{escape(printable_text(str(row[0])))}</text:a>'
        cells[0] = f'<table:table-cell office:value-type="string" table:style-name="link"><text:p>{link}</text:p></table:table-cell>'
    return cells


def _cell(value: CellValue, looks: "_Looks") -> str:
    if is_empty(value):
        return "<table:table-cell/>"
    if isinstance(value, ShownNumber):
        kind = "percentage" if value.is_percentage else "float"
        return _typed(kind, f'office:value="{value.stored:f}"', looks.number(value), value.words)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        plain = f"{value:f}" if isinstance(value, Decimal) else repr(value)
        return _typed("float", f'office:value="{plain}"', "number", plain)
    if isinstance(value, datetime):
        # As clocks here showed it, as in Excel.
        return _typed("date", f'office:date-value="{in_britain(value).replace(tzinfo=None).isoformat()}"', "moment", in_words(value))
    if isinstance(value, date):
        return _typed("date", f'office:date-value="{value.isoformat()}"', "day", in_words(value))
    if isinstance(value, Month):
        return _typed("date", f'office:date-value="{value.first.isoformat()}"', "month", in_words(value))
    return _text(in_words(value), "text")


def _typed(kind: str, value: str, style: str, words: str) -> str:
    attributes = f'office:value-type="{kind}" {value} table:style-name="{style}"'
    return f"<table:table-cell {attributes}><text:p>{escape(words)}</text:p></table:table-cell>"


def _text(text: str, style: str) -> str:
    lines = printable_text(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    paragraphs = "".join(f"<text:p>{_SPACES_IN_TEXT.sub(_spaces, escape(line)).replace(chr(9), '<text:tab/>')}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string" table:style-name="{style}">{paragraphs}</table:table-cell>'


def _spaces(found: re.Match[str]) -> str:
    """Otherwise several spaces, and those at an end, would be taken as one or none."""
    return f'<text:s text:c="{len(found[0])}"/>'


def _range(sheet: WorkbookSheet, name: str) -> str:
    """What marks up the table: where it is, and that its first row has the headings."""
    place = quoted_sheet(sheet.name)
    bottom = sheet.top + 1 + max(len(sheet.rows), 1)
    address = quoteattr(f"{place}.A{sheet.top + 1}:{place}.{_letters(len(sheet.header))}{bottom}")
    return (
        f'<table:database-range table:name="{name}" table:target-range-address={address} table:contains-header="true" '
        'table:display-filter-buttons="false"/>'
    )


def _letters(column: int) -> str:
    """The letters over a column, the first being 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass
class _Looks:
    """The styles that the cells and columns of one file need besides those that each file has."""

    widths: set[int] = field(default_factory=set)
    numbers: dict[str, str] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def width(self, letters: int) -> str:
        if letters not in self.widths:
            self.widths.add(letters)
            width = f'<style:table-column-properties style:column-width="{letters * _LETTER + 0.3:.1f}cm"/>'
            self.made.append(f'<style:style style:name="w{letters}" style:family="table-column">{width}</style:style>')
        return f"w{letters}"

    def number(self, value: ShownNumber) -> str:
        if value.number_format not in self.numbers:
            name = self.numbers[value.number_format] = f"n{len(self.numbers) + 1}"
            self.made += [*_number_styles(f"{name}d", value), _cell_style(name, f"{name}d")]
        return self.numbers[value.number_format]

    def written(self) -> str:
        return _FIXED + "".join(self.made)


def _number_styles(name: str, value: ShownNumber) -> list[str]:
    """One style of numbers, or three where those above and below nought have signs of their own."""
    if not value.signed and value.minus == "-":
        return [_number_style(name, value)]
    above = _number_style(f"{name}p", value, sign="+" if value.signed else "")
    below = _number_style(f"{name}m", value, sign=value.minus)
    maps = [("&gt;", f"{name}p"), ("&lt;", f"{name}m")]
    chosen = "".join(f'<style:map style:condition="value(){than}0" style:apply-style-name="{each}"/>' for than, each in maps)
    return [above, below, _number_style(name, value, chosen=chosen)]


def _number_style(name: str, value: ShownNumber, sign: str = "", chosen: str = "") -> str:
    kind = "percentage-style" if value.is_percentage else "number-style"
    before, after = (f"<number:text>{escape(text)}</number:text>" if text else "" for text in (sign, value.unit))
    places = f'number:decimal-places="{value.places}" number:min-decimal-places="{value.places}"'
    digits = f'<number:number {places} number:min-integer-digits="1" number:grouping="{str(value.grouped).lower()}"/>'
    return f'<number:{kind} style:name="{name}">{before}{digits}{after}{chosen}</number:{kind}>'


def _cell_style(name: str, data_style: str = "", cell: str = "", text: str = "", parent: str = "Default") -> str:
    of = f' style:data-style-name="{data_style}"' if data_style else ""
    looks = f'<style:table-cell-properties style:vertical-align="top" {cell}/>' + (f"<style:text-properties {text}/>" if text else "")
    return f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="{parent}"{of}>{looks}</style:style>'


_DAY = (
    "<number:day/><number:text> </number:text>"
    '<number:month number:style="long" number:textual="true"/><number:text> </number:text><number:year number:style="long"/>'
)
_TIME = '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>'
_date_style: Callable[[str, str], str] = '<number:date-style style:name="{}">{}</number:date-style>'.format
_WRAPPED = 'fo:wrap-option="wrap"'
_FIXED = "".join(
    [
        _date_style("day-date", _DAY),
        _date_style("moment-date", _DAY + _TIME),
        _date_style("month-date", _DAY.partition("</number:text>")[2]),
        '<style:style style:name="sheet" style:family="table" style:master-page-name="Default">'
        '<style:table-properties table:display="true"/></style:style>',
        '<style:style style:name="row" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>',
        _cell_style("title", parent="Heading_20_1"),
        _cell_style("line"),
        _cell_style("heading", cell=f'{_WRAPPED} fo:border-bottom="0.75pt solid #000000"', text='fo:font-weight="bold"'),
        _cell_style("text", cell=_WRAPPED),
        _cell_style("link", cell=_WRAPPED, text='fo:color="#0563c1" style:text-underline-style="solid"'),
        _cell_style("number"),
        *(_cell_style(name, f"{name}-date") for name in ("day", "moment", "month")),
    ]
)
_STYLES = (
    '<office:styles><style:default-style style:family="table-cell">'
    '<style:text-properties fo:font-family="Arial" fo:font-size="11pt" fo:language="en" fo:country="GB"/></style:default-style>'
    '<style:style style:name="Default" style:family="table-cell"/>'
    '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="table-cell" style:parent-style-name="Default">'
    '<style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style></office:styles>'
    '<office:automatic-styles><style:page-layout style:name="page">'
    '<style:page-layout-properties style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/>'
    "<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>"
    '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page">'
    '<style:header style:display="false"/><style:footer style:display="false"/></style:master-page></office:master-styles>'
)
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>' for name in ("content", "styles", "meta")
    )
    + "</manifest:manifest>"
)
