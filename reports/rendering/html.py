"""The report as HTML: pieces for a page of the portal, or one file that stands by itself. Works out no figure."""

import base64
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from foundation.documents import Bullets, Cell, Column, Paragraph, Table, cells_of
from foundation.documents.tables import Fragment
from foundation.govuk.rich_text import runs_html
from reports.content import Block, Chart, Document, ReportSection, kind_of

from .lines import line_in_words, line_svg
from .pictures import narrow_svg_of, svg_of

_LOOK = Path(__file__).with_name("document.css")


@dataclass(frozen=True)
class RenderedSection:
    """A section and its HTML, that of its subsections included."""

    key: str
    heading: str
    html: SafeString

    @property
    def has_findings(self) -> bool:
        return self.key == "key-findings"


def rendered_sections(document: Document, *, with_links: bool = True, request: HttpRequest | None = None) -> list[RenderedSection]:
    """One for each section of level 1; `with_links` to the definitions of what its tables show, which a file cannot reach.

    On the page of a `request` each table is offered as a file, as on every other page.
    """
    rendered: list[RenderedSection] = []
    for section in document.sections:
        if section.level == 1:
            rendered.append(RenderedSection(section.key, section.heading, _blocks(section, with_links, request)))
        else:
            above = rendered.pop()
            heading = render_to_string("reports/blocks/heading.html", {"section": section})
            rendered.append(RenderedSection(above.key, above.heading, above.html + heading + _blocks(section, with_links, request)))
    return rendered


def render_html(document: Document, colour: str) -> str:
    """A whole file: its look and its pictures are inside it."""
    look = f":root {{ --council-colour: {colour}; }}\n{_LOOK.read_text()}"
    sections = rendered_sections(document, with_links=False)
    return render_to_string("reports/document/document.html", {"document": document, "sections": sections, "look": _data("text/css", look)})


def _blocks(section: ReportSection, with_links: bool, request: HttpRequest | None) -> SafeString:
    return mark_safe("".join(_block(block, with_links, request) for block in section.blocks))


def _block(block: Block, with_links: bool, request: HttpRequest | None) -> str:
    context: dict[str, Any] = {"block": block}
    if isinstance(block, Paragraph):
        context["said"] = runs_html(block.looks)
    elif isinstance(block, Bullets):
        context["items"] = [runs_html(runs) for runs in block.looks]
    elif isinstance(block, Table):
        context |= {"table": _with_lines(block if with_links else _without_links(block)), "scrolls": not with_links, "request": request}
    elif isinstance(block, Chart):
        narrow = narrow_svg_of(block)
        context |= {"src": _data("image/svg+xml", svg_of(block)), "narrow": narrow and _data("image/svg+xml", narrow)}
    return render_to_string(f"reports/blocks/{kind_of(block)}.html", context)


def _without_links(table: Table) -> Table:
    """For a file, which the portal's pages cannot be reached from."""
    return replace(table, rows=[[replace(cell, href="") for cell in cells_of(row)] for row in table.rows])


def _with_lines(table: Table) -> Table:
    """A cell that has a line shows its picture after its words."""
    if not any(cell.line for row in table.rows for cell in cells_of(row)):
        return table
    rows = []
    for row in table.rows:
        cells = cells_of(row)
        name = next((cell.shown for cell, column in zip(cells, table.columns, strict=True) if column.names_row), "")
        rows.append([_with_line(cell, name, column) for cell, column in zip(cells, table.columns, strict=True)])
    return replace(table, rows=rows)


def _with_line(cell: Cell, name: str, column: Column) -> Cell:
    if not cell.line:
        return cell
    drawn = {"words": cell.shown, "src": _data("image/svg+xml", line_svg(cell, name, column)), "alt": line_in_words(cell, name, column)}
    return replace(cell, fragment=Fragment("reports/blocks/line.html", drawn))


def _data(kind: str, text: str) -> str:
    """An address that holds its content: pictures and look travel with the file."""
    return f"data:{kind};base64,{base64.b64encode(text.encode()).decode()}"
