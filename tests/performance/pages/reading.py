"""What a page of figures says, read from its HTML."""

import re
from html import unescape


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def rows_of(html: str) -> dict[str, list[str]]:
    """Each table row with a heading: its name, without the *More* of a phone, and the text of its cells."""
    rows = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL):
        heading = re.search(r'<th scope="row".*?</th>', row, re.DOTALL)
        if heading:
            name = re.sub(r'<label class="qa-more">.*?</label>', "", heading[0], flags=re.DOTALL)
            rows[text_of(name)] = [text_of(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
    return rows


def scorecard_rows(visitor, query: str = "") -> dict[str, list[str]]:
    """Cells: status, previous, current, statistical neighbours, direction, comment."""
    return rows_of(visitor.get(f"/performance/{query}").content.decode())


def half_year_rows(visitor, query: str = "") -> dict[str, list[str]]:
    """Cells: first window, second window, statistical neighbours, change, comment. Names are without their period basis."""
    html = visitor.get(f"/performance/half-years/{query}").content.decode()
    return rows_of(re.sub(r'<span class="[^"]*qa-basis[^"]*">[^<]*</span>', "", html))


def facts_on(visitor, slug: str) -> dict[str, str]:
    """The answers and workings on an indicator's page, by title."""
    html = visitor.get(f"/performance/indicators/{slug}/").content.decode()
    pairs = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", html, re.DOTALL)
    return {text_of(title): text_of(answer) for title, answer in pairs}
