"""Nothing inline: the content security policy would block it, and nobody would see why."""

import re

import pytest

from tests.architecture.source import ROOT, templates

pytestmark = pytest.mark.once

INLINE = {
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a script without an address": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an address of a script": re.compile(r"javascript:", re.IGNORECASE),
}


@pytest.mark.parametrize(("what", "pattern"), INLINE.items())
def test_templates_hold_nothing_inline(what, pattern):
    assert [str(template) for template in templates() if pattern.search((ROOT / template).read_text())] == []


@pytest.mark.parametrize(
    ("what", "html"),
    [
        ("a style element", "<style>p{}</style>"),
        ("a style attribute", '<p class="a" style="color: red">'),
        ("a script without an address", "<script>1</script>"),
        ("a handler", '<a onclick="go()">'),
        ("an address of a script", '<a href="javascript:go()">'),
    ],
)
def test_something_inline_is_recognised(what, html):
    assert INLINE[what].search(html)


# A page's tables are values that `{% table %}` sets out, so that no cell is called otherwise on a phone than its column is.
TABLES_BY_HAND = {
    "templates/govuk/table.html": "sets out every table",
    "templates/govuk/list_table.html": "lists that are sorted and paged, by django-tables2",
    "templates/audits/allocation/_rows.html": "a form: the questions on a record are a row of their own under it",
}
TABLE = re.compile(r"<(table|td|th)\b|\bdata-label=")


def test_no_other_template_writes_a_table_by_hand():
    assert {str(template) for template in templates() if TABLE.search((ROOT / template).read_text())} == set(TABLES_BY_HAND)


LONGEST = 220


def test_no_line_of_a_template_is_longer_than_a_wide_window():
    """A change of one word hides every other change of a long line. Break it at attributes, at blocks, or at a space of its text."""
    long = (
        f"{template}:{number}"
        for template in templates()
        for number, line in enumerate((ROOT / template).read_text().split("\n"), 1)
        if len(line) > LONGEST
    )
    assert list(long) == []


# A number at the end of a line with its noun on the next; a full stop or a comma that white space parts from its word.
GAPS = re.compile(r"\|number \}\}\n\s*[a-z]|\}\}\n\s*\w+\{\{ ?[^}]*\|pluralize|(\}\}|%\}|</\w+>)\s+[.,;:!?](\s|<|$)|\n\s*[.,;:!?)](\s|<|$)")


def test_a_number_is_on_the_line_of_its_noun_and_punctuation_follows_its_word():
    """A browser makes one space of the break; a reader of the text that a test or a file takes from the page finds a gap."""
    assert [str(template) for template in templates() if GAPS.search((ROOT / template).read_text())] == []


@pytest.mark.parametrize(
    "html", ["{{ n }}\n  audit{{ n|pluralize }}", "{{ n|number }}\n  findings", "{{ name }}\n  .", "</a> , and", "{% endif %} ."]
)
def test_a_gap_is_recognised(html):
    assert GAPS.search(html)
