"""How a report lies on paper and on the page, whatever people wrote in it."""

import pytest
from docx.oxml.ns import qn

from foundation.documents import Cell, Column, Paragraph, Table
from reports.content import Document, Remark, Remarks, ReportSection, from_json, to_json
from reports.rendering import render_docx, render_html, rendered_sections
from tests.reports import word

LONG = "Demand fell in every month of the year. " * 60
HEADER = [Column("Indicator", names_row=True), Column("Unit"), Column("July 2023", numeric=True)]


def row(name: str, text: str = "12") -> list[Cell]:
    return [Cell(name, href="/performance/indicators/referrals/"), Cell("Number"), Cell(text)]


def report(*blocks) -> Document:
    return Document("Report", "Marram", "July 2023", "", "Draft", [ReportSection("scorecard", "Scorecard", blocks=blocks)])


def written(*blocks):
    return word.opened(render_docx(report(*blocks)))


def test_a_long_comment_and_its_action_stand_under_their_table_and_run_over_pages():
    document = written(Table("Demand", HEADER, [row("A"), row("B")]), Remarks("Comments, Demand", [Remark("A (Number)", LONG, "Do this.")]))

    said = next(each for each in document.paragraphs if each.text.startswith("A (Number)"))
    assert said.text == f"A (Number)\n{LONG}\nAction: Do this."
    assert not said.paragraph_format.keep_together


def test_a_remark_without_an_action_shows_no_dash_for_it():
    remarks = Remarks("Comments", [Remark("A (Number)", "Fewer.")])

    assert [each.text for each in written(remarks).paragraphs][-1] == "A (Number)\nFewer."
    assert "Action" not in render_html(report(remarks), "#1d4f60")


@pytest.mark.parametrize(("text", "is_whole"), [("Short.", True), (LONG, False)])
def test_a_row_that_no_page_could_hold_may_be_split(text, is_whole):
    grid = written(Table("Demand", HEADER, [row("A"), row("B", text)])).tables[0]

    assert (grid.rows[2]._tr.trPr is not None and grid.rows[2]._tr.trPr.find(qn("w:cantSplit")) is not None) is is_whole


def test_a_table_of_one_row_is_a_sentence():
    document = written(Table("Timescales", HEADER, [row("Assessments")], notes=["One period."]))

    assert document.tables == []
    assert [each.text for each in document.paragraphs][-3:] == ["Timescales", "Assessments. Unit: Number; July 2023: 12.", "One period."]


def test_a_name_leads_to_its_definition_on_the_page_and_in_no_file():
    document = report(Table("Demand", HEADER, [row("Referrals"), row("B")]))

    assert 'href="/performance/indicators/referrals/">Referrals</a>' in rendered_sections(document)[0].html
    assert "/performance/" not in render_html(document, "#1d4f60")


def test_what_is_stored_of_an_approved_report_is_read_back_whole():
    document = report(Table("Demand", HEADER, [row("A")]), Remarks("Comments", [Remark("A", "Fewer.", "Go on.")]), Paragraph("End."))

    assert from_json(to_json(document)).sections[0].blocks == [
        Table("Demand", HEADER, [row("A")]), Remarks("Comments", [Remark("A", "Fewer.", "Go on.")]), Paragraph("End."),
    ]  # fmt: skip


def test_a_table_is_stored_as_it_always_was():
    table = Table(
        "Demand", [Column("Indicator", names_row=True, width=5), Column("July 2023", numeric=True)], [["A", "12"]], notes=["Key."]
    )

    assert to_json(report(table))["sections"][0]["blocks"] == [
        {
            "kind": "table",
            "caption": "Demand",
            "header": ["Indicator", "July 2023"],
            "rows": [[{"text": "A", "number": False, "href": ""}, {"text": "12", "number": True, "href": ""}]],
            "notes": ["Key."],
            "row_header": 0,
            "widths": [5, 1],
        }
    ]


def test_a_report_stored_before_cells_had_links_is_still_read():
    stored = to_json(report(Table("Demand", HEADER, [row("A")])))
    for cell in stored["sections"][0]["blocks"][0]["rows"][0]:
        del cell["href"]

    assert from_json(stored).sections[0].blocks[0].rows[0][0] == Cell("A")


def test_in_a_file_the_keyboard_reaches_a_table_that_scrolls_and_on_the_page_none_does():
    document = report(Table("Demand", HEADER, [row("Referrals"), row("B")]))

    assert '<div class="qa-report__table" tabindex="0" role="region" aria-label="Demand">' in render_html(document, "#1d4f60")
    assert "tabindex" not in rendered_sections(document)[0].html


def test_words_about_a_picture_and_the_last_rows_of_a_table_stay_with_it():
    rows = [row(f"Row {number}") for number in range(9)]
    document = written(Paragraph("Demand fell."), Table("Demand", HEADER, rows), Paragraph("It fell again."), Paragraph("End."))
    kept = {each.text: each.paragraph_format.keep_with_next for each in document.paragraphs}

    assert (kept["Demand fell."], kept["It fell again."]) == (True, False)
    assert [line.cells[0].paragraphs[0].paragraph_format.keep_with_next for line in document.tables[0].rows][-3:] == [False, True, False]
