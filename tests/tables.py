"""Reading the tables of a page as a person does: by their captions and headings."""

from typing import Any

from lxml import html


def table_on(page: Any, caption: str = "") -> list[dict[str, str]]:
    """Rows of the table whose caption begins so, or of the first: each cell's words by its heading. Empty where there is no such table."""
    return [{heading: words(cell) for heading, cell in row.items()} for row in _rows(page, caption)]


def links_on(page: Any, caption: str = "") -> list[dict[str, str]]:
    """As `table_on`, but where each cell leads to; without the cells that lead nowhere."""
    found = [{heading: cell.find(".//a") for heading, cell in row.items()} for row in _rows(page, caption)]
    return [{heading: link.get("href") for heading, link in row.items() if link is not None} for row in found]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _rows(page: Any, caption: str) -> list[dict[str, html.HtmlElement]]:
    for table in html.fromstring(page.content.decode()).iter("table"):
        if words(table.find("caption")).startswith(caption):
            headings = [words(heading) for heading in table.findall("thead//th")]
            for box in table.xpath(".//label[contains(@class, 'qa-more') or contains(@class, 'qa-tick')]"):
                box.drop_tree()  # what ticks a row, or opens the rest of its card, says nothing of it
            return [dict(zip(headings, row, strict=False)) for row in table.findall("*/tr") if row.getparent().tag != "thead"]
    return []
