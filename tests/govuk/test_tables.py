"""`{% table %}`: a table as a page shows it."""

from dataclasses import replace
from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from foundation.documents import Cell, CellKind, Column, Fragment, Table, TableRow
from foundation.govuk.tag_styles import WordedGrade
from tests.govuk.markup import Element, find, links, parsed

COLUMNS = [
    Column("Audit", names_row=True),
    Column("Children", numeric=True),
    Column("Grade"),
    Column("What to do", unseen=True),
]
ROWS = [
    ["1042", 3808, Cell(WordedGrade("Good", "G"), CellKind.GRADE), Cell("Allocate", href="/audits/1042/", unseen="audit 1042")],
    ["1043", None, Cell(None, CellKind.GRADE), Cell(date(2023, 6, 23), aside="in 3 days", notes=["moved once"], strong=True)],
]


def shown(table: Table, options: str = "", **context) -> Element:
    return parsed(Template(f"{{% load govuk %}}{{% table table {options} %}}").render(Context({"table": table, **context})))


def text(element: Element) -> str:
    return " ".join(element.text_content().split())


def test_headings_have_a_scope_and_stand_beside_their_cells_on_a_phone():
    page = shown(Table("Audits of June 2023", COLUMNS, ROWS))

    assert [(each.get("scope"), text(each)) for each in find(page, "th")[:5]] == [
        ("col", "Audit"), ("col", "Children"), ("col", "Grade"), ("col", "What to do"), ("row", "1042"),
    ]  # fmt: skip
    assert [cell.get("data-label") for cell in find(page, "tbody")[0][0]] == ["Audit", "Children", "Grade", None]


def test_figures_stand_at_the_right_under_their_heading():
    assert [text(each) for each in find(shown(Table("Audits", COLUMNS, ROWS)), class_="qa-number")] == ["Children", "3,808", "–"]


def test_a_cell_leads_on_with_words_for_a_screen_reader_and_says_the_rest_less_loudly():
    page = shown(Table("Audits", COLUMNS, ROWS))

    assert [(link.get("href"), text(link)) for link in find(page, "a")] == [("/audits/1042/", "Allocate audit 1042")]
    assert [text(each) for each in find(page, class_="qa-muted")] == ["in 3 days", "moved once"]
    assert [text(each) for each in page.findall(".//td/strong") if not each.get("class")] == ["23 June 2023"]


def test_a_grade_and_a_state_are_the_tags_of_every_page():
    cells = [Cell(WordedGrade("Good", "G"), CellKind.GRADE), Cell("Paused", CellKind.STATE, colour="yellow")]
    page = shown(Table("Audits", [Column("A"), Column("B")], [cells]))

    assert [text(each) for each in find(page, class_="qa-grade--good")] == ["Good"]
    assert [text(each) for each in find(page, class_="govuk-tag--yellow")] == ["Paused"]


@pytest.mark.parametrize(("size", "name"), [("hidden", "govuk-visually-hidden"), ("s", "govuk-table__caption--s")])
def test_a_caption_has_its_size_or_is_only_heard(size, name):
    caption = find(shown(Table("Audits", COLUMNS, ROWS), f'caption="{size}"'), "caption")[0]

    assert (text(caption), caption.get("class")) == ("Audits", f"govuk-table__caption {name}")


def test_a_table_without_rows_says_what_to_do_or_nothing():
    assert text(shown(Table("Audits", COLUMNS, empty="Add a record."))) == "Add a record."
    assert find(shown(Table("Audits", COLUMNS)), "table") == []


def test_rows_and_cells_may_span_be_found_and_be_totalled():
    row = TableRow(["1042", Cell("Not planned", spans=3)], key="june", style="qa-provisional")
    page = shown(Table("Audits", COLUMNS, [row], total=["All", 3, "", ""]))

    assert [(each.get("id"), each.get("class")) for each in page.findall(".//tbody/tr")] == [("june", "govuk-table__row qa-provisional")]
    assert [(each.get("colspan"), each.get("class")) for each in page.findall(".//tbody//td")] == [("3", "govuk-table__cell")]
    assert [text(each) for each in find(page, "tfoot")[0][0]] == ["All", "3", "", ""]


def test_a_table_that_does_not_fold_is_scrolled_by_keyboard_too():
    region = find(shown(Table("First rows", COLUMNS, ROWS, folds=False)), class_="qa-scroll")[0]

    assert (region.get("tabindex"), region.get("aria-label")) == ("0", "First rows")


def test_a_table_of_figures_asks_the_style_sheet_for_close_columns():
    assert find(shown(Table("Grades", COLUMNS, ROWS, compact=True)), "table")[0].get("class") == "govuk-table qa-table qa-table--compact"


def test_what_somebody_typed_is_never_markup():
    cell = Cell("<b>1</b>", aside="<b>2</b>", notes=["<b>3</b>"], href='"><b>', unseen="<b>4</b>")

    assert find(shown(Table("<b>Audits</b>", [Column("<b>A</b>")], [[cell]])), "b") == []


def test_a_fragment_knows_what_its_page_knows_under_what_it_says_itself():
    source = {"file_name": "figures.csv", "get_absolute_url": "/imports/1/"}
    cell = Cell(fragment=Fragment("performance/_file.html", {"source": source, "row": 3}))
    page = shown(Table("Sources", [Column("Source")], [[cell]]), may_import=True, row="of the page")

    assert [text(each) for each in find(page, "td")] == ["figures.csv, row 3"]
    assert [each.get("href") for each in find(page, "a")] == ["/imports/1/"]


MONTH = [Column("Month", names_row=True), Column("Audits"), Column("Cohort", more=True)]
LONG = Table("Months", MONTH, [[f"M{at}", at, "x"] for at in range(120)])
PAGES = [("", "M0", 50), ("page=3", "M100", 20), ("page=99", "M100", 20), ("page=x", "M0", 50)]


def test_a_card_says_that_there_is_more_and_what_it_is_about():
    row = find(shown(LONG), "tbody")[0][0]

    assert [text(each) for each in find(row, "label")] == ["More about M0"]
    assert ["qa-extra" in (cell.get("class") or "") for cell in row] == [False, False, True]
    assert find(shown(Table("Few", COLUMNS, ROWS)), "label") == []


@pytest.mark.parametrize(("query", "first", "count"), PAGES)
def test_a_table_with_pages_shows_fifty_rows_of_it(query, first, count):
    request = RequestFactory().get(f"/?state=open&{query}")
    page = shown(replace(LONG, paged=True), request=request)

    rows = find(page, "tbody")[0]
    assert (len(rows), text(rows[0][1])) == (count, first[1:])
    assert "?state=open&page=2" in links(page)


def test_a_short_table_has_no_pages():
    assert find(shown(replace(LONG, rows=LONG.rows[:50], paged=True), request=RequestFactory().get("/")), "nav") == []
