"""The Board's report as PDF: every figure in it, walked as a screen reader does, and long rows whole over pages."""

import base64
import io
from pathlib import Path

import pypdf
import pytest
from django.core.management import call_command
from pdfua import Validator

from foundation.charts import DistributionRow, distribution_chart
from foundation.documents import Bullets, Cell, Column, Paragraph, Table, cells_of
from reports.content import Callout, Chart, Document, Remark, Remarks, ReportSection
from reports.enums import Format, ReportAudience
from reports.queries.audiences import document_for_audience
from reports.rendering import ReportStyle, render, render_pdf
from reports.rendering.printable import printable
from tests.month_grades import JULY, JUNE
from tests.reports.pdf import Tagged, rows_of

DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
LONG = " ".join(f"Sentence {number} of a comment that a manager wrote." for number in range(1, 45))[:2000]
HEADER = [Column("Indicator", names_row=True, width=4), Column("July 2023", numeric=True), Column("Comment", width=5)]
GRADES = {"O": "Outstanding", "G": "Good", "RI": "Requires improvement", "I": "Inadequate"}
PICTURE = Chart("Overall judgement", distribution_chart([DistributionRow("Overall", {"G": 2})], GRADES, "Overall"), "Overall: Good 2 of 2.")


def report(*blocks) -> Document:
    sections = [
        ReportSection("scorecard", "Scorecard", blocks=blocks),
        ReportSection("demand", "Demand", level=2, blocks=[Paragraph("End.")]),
    ]
    return Document("Report", "Marram", "July 2023", "7 September 2023", "Approved on 1 September 2023", sections, authors="Written by A.")


def table(*rows, caption="Demand", header=HEADER, notes=()) -> Table:
    return Table(caption, header, [[Cell(text) for text in row] for row in rows], notes=notes)


def faults_of(content: bytes, folder: Path) -> list[str]:
    file = folder / "report.pdf"
    file.write_bytes(content)
    return [f"{finding.rule_id} {finding.message}" for finding in Validator().validate(str(file)).findings]


def squeezed(rows) -> list[list[str]]:
    """Without spaces: where a line of a cell ends there is none in the file."""
    return [["".join(text.split()) for text in row] for row in rows]


@pytest.fixture
def june_and_july(june, july, settings) -> Document:
    for name in ("scorecard-2023-07.csv", "chat-half-years.csv"):
        call_command("import_kpis", str(settings.BASE_DIR / "tests/reference" / name), stdout=io.StringIO())
    return document_for_audience(JUNE, JULY, ReportAudience.BOARD)


def test_each_figure_of_june_and_july_is_in_its_cell_and_the_standard_is_kept(june_and_july, tmp_path):
    content = render(june_and_july, Format.PDF)
    read = Tagged(content)
    blocks = [block for section in june_and_july.sections for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    many = [each for each in tables if len(each.rows) > 1]

    shown = [squeezed(rows_of(each)) for each in read.root.all("Table")]
    assert shown == [squeezed([each.header, *([cell.shown for cell in cells_of(row)] for row in each.rows)]) for each in many]
    said = "".join(read.root.text.split())
    for each in tables:
        assert all("".join(cell.shown.split()) in said for row in each.rows for cell in cells_of(row))
    assert all("".join(text.split()) in said for block in blocks if isinstance(block, Bullets) for text in block.items)
    figures = [each.alt for each in read.root.all("Figure")]
    lines = [alt for alt in figures if ", From January 2023: " in alt]
    assert [alt for alt in figures if alt not in lines] == [block.alt for block in blocks if isinstance(block, Chart)]
    assert len(lines) == sum(bool(cell.line) for each in tables for row in each.rows for cell in cells_of(row))
    headings = [(each.level, each.heading) for each in june_and_july.sections]
    assert read.headings() == [*headings[:2], (1, "Contents"), *headings[2:]]
    assert {each.page for each in read.root.all("H1", "H2") if each.text in ("What the Board must decide", "The report in figures")} == {1}
    assert faults_of(content, tmp_path) == []


def test_a_reader_is_told_title_language_author_and_what_each_header_is_of():
    read = Tagged(render_pdf(report(table(["A", "1", "x"], ["B", "2", "y"]), PICTURE)))

    assert read.file.docinfo["/Title"] == "Report: July 2023"
    assert read.file.docinfo["/Author"] == "Marram"
    assert (read.file.Root.Lang, bool(read.file.Root.ViewerPreferences.DisplayDocTitle)) == ("en-GB", True)
    assert [str(each.attributes["Scope"]) for each in read.root.all("TH")] == ["/Column"] * 3
    assert all(each.attributes["Headers"] for each in read.root.all("TD"))
    assert [each.role for each in read.root.all("Link")]


def test_running_heads_and_numbers_of_pages_are_not_read_out():
    content = render_pdf(report(*[Paragraph(LONG)] * 6))

    assert "Page 3 of 4" in pypdf.PdfReader(io.BytesIO(content)).pages[2].extract_text()
    assert "Page 3" not in Tagged(content).root.text


def test_contents_name_the_page_of_each_heading_and_bookmarks_lead_there():
    content = render_pdf(report(*[Paragraph(LONG)] * 6))
    read = Tagged(content)

    pages = {each.text: each.page for each in read.root.all("H1", "H2")}
    assert pages["Demand"] == 4
    contents = next(read.root.all("TOC")).text.replace(".", " ").split()
    assert contents == ["Scorecard", str(pages["Scorecard"]), "Demand", str(pages["Demand"])]
    (first, below) = [each for each in pypdf.PdfReader(io.BytesIO(content)).outline if each.__class__ is list or each.title != "Contents"]
    assert (first.title, [each.title for each in below]) == ("Scorecard", ["Demand"])


def test_a_comment_and_an_action_of_two_thousand_characters_are_whole_though_they_run_over_a_page():
    rows = [[f"Row {number}", str(number), LONG if number in (20, 45) else "Short."] for number in range(60)]
    read = Tagged(render_pdf(report(table(*rows), Remarks("Comments", [Remark("A (Number)", LONG, LONG)]))))

    (grid,) = read.root.all("Table")
    assert squeezed(rows_of(grid)[1:]) == squeezed(rows)
    assert len({cell.page for cell in grid.all("TD")}) > 2
    assert "".join(read.root.text.split()).count("".join(LONG.split())) == 4


def test_a_header_row_is_drawn_on_each_page_of_its_table_and_read_once():
    content = render_pdf(report(table(*[[f"Row {number}", "1", "Short."] for number in range(70)])))

    drawn = [page.extract_text().count("Indicator") for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert drawn == [0, 1, 1]
    assert Tagged(content).root.text.count("Indicator") == 1


def test_a_short_row_is_not_cut_in_two_by_the_end_of_a_page():
    text = "A comment of some lines. " * 12
    (grid,) = Tagged(render_pdf(report(table(*[[f"Row {number}", "1", text] for number in range(40)])))).root.all("Table")

    for row in list(grid.all("TR"))[1:]:
        assert len({each.page for each in row.all("P", "TD", "Span", "Strong")}) == 1


def test_a_page_lies_on_its_side_only_for_a_table_whose_words_need_it():
    wide = [Column(f"Assessments{number}", numeric=number > 0, names_row=number == 0) for number in range(9)]
    document = report(
        table(["A", "1", "x"], ["B", "2", "y"]), table(["A"] * 9, ["B"] * 9, header=wide, caption="Wide"), Paragraph("After.")
    )
    pages = Tagged(render_pdf(document)).file.pages

    assert [page.mediabox[2] > page.mediabox[3] for page in pages] == [False, False, True, False]


def test_a_chart_is_as_wide_as_the_text():
    read = Tagged(render_pdf(report(PICTURE)))

    left, _, right, _ = next(read.root.all("Figure")).attributes["BBox"]
    assert float(right) - float(left) == pytest.approx(481.9, abs=1)


def test_the_logo_is_named_and_the_council_s_colour_is_that_of_its_headings(tmp_path):
    content = render_pdf(report(Paragraph("Fewer.")), ReportStyle("#aa1122", DOT, "image/png"))
    read = Tagged(content)

    assert [each.alt for each in read.root.all("Figure")] == ["Marram: logo"]
    assert b"0.6666667 0.06666667 0.13333334" in read.file.pages[0].Contents.read_bytes()
    assert faults_of(content, tmp_path) == []


def test_typed_letters_without_a_font_and_marks_of_a_language_stay_words(tmp_path):
    document = report(
        Paragraph("Rota 🙂 *bold* #strong[x] $5 <a> \\ `y`\x07."), table(["● Met", "▼ 3", "5 < 6"], ["■", "−2", "é"]), PICTURE, Callout("Ł")
    )
    content = render_pdf(printable(document))

    assert "Rota □ *bold* #strong[x] $5 <a> \\ `y`." in Tagged(content).root.text
    assert "▼ 3" in Tagged(content).root.text
    assert faults_of(content, tmp_path) == []


def test_the_same_content_is_the_same_file():
    document = report(table(["A", "1", "x"], ["B", "2", "y"]), PICTURE)

    assert render_pdf(document) == render_pdf(document)


def test_a_block_that_the_file_has_no_form_for_stops_it():
    with pytest.raises(KeyError):
        render_pdf(report(object()))
