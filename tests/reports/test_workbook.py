"""The Board's report as a workbook: every number of every table read back out of the file, and charts drawn from those very cells."""

import csv
from datetime import datetime

import pytest

from foundation.documents import Bullets, Paragraph, Table, cells_of
from foundation.sheets.open_document import names_in_open_document, read_open_document
from foundation.sheets.workbooks import read_workbook, sheet_names
from reports.content import Callout, Chart, Remark, Remarks
from reports.enums import Format
from reports.rendering import ReportStyle, render, render_xlsx
from tests.documents.test_open_document import trimmed
from tests.reports.test_pdf import june_and_july
from tests.reports.test_pptx import DOMAINS, KEY, LIMITS, OVER_TIME, document, table
from tests.workbook_checks import CHART, deviations_in, faults_of
from tests.workbooks import opened, table_on_sheet

__all__ = ["june_and_july"]


def shown(cell) -> str:
    """What a spreadsheet shows of a number, a day or a month with its format."""
    value, number_format = cell.value, cell.number_format
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return f"{value:%B %Y}" if number_format == "mmmm yyyy" else f"{value.day} {value:%B %Y}"
    if isinstance(value, str):
        return value
    positive, *rest = number_format.split(";")
    section = rest[0] if rest and value < 0 else rest[1] if rest and value == 0 else positive
    unit = section.partition('"')[2].rstrip('"')
    digits = section.partition('"')[0].lstrip("+−-").rstrip("%")
    places = len(digits.partition(".")[2])
    grouped = "," if "," in digits else ""
    sign = section[0] if section[0] in "+−-" else "-" if value < 0 else ""
    of = abs(value) * 100 if "%" in section else abs(value)
    return f"{sign}{of:{grouped}.{places}f}{'%' if '%' in section else ''}{unit}"


def tables_by_title(content: bytes) -> dict[str, list[list[str]]]:
    """Every table as it is shown, by its sheet's title without the notes."""
    found = {}
    for page in opened(content).worksheets:
        for marked in page.tables.values():
            rows = [[shown(cell) for cell in row] for row in page[marked.ref]]
            found[page["A1"].value.partition(" [note")[0]] = rows
    return found


def blocks_of(report, kind) -> list:
    return [block for section in report.sections for block in section.blocks if isinstance(block, kind)]


def test_june_and_july_are_whole_and_every_figure_is_a_number(june_and_july):
    """One test of all that asks for the whole report: to read and compose it takes a second or two."""
    content = render(june_and_july, Format.XLSX)

    assert (faults_of(content), deviations_in(content)) == ([], {CHART})
    assert render(june_and_july, Format.XLSX) == content
    assert_all_of_it_is_there(june_and_july, content)
    assert_it_is_the_same_as_open_document(june_and_july, content)
    assert_the_reference_is_there(opened(content))
    assert_charts_are_drawn_from_the_cells_of_their_tables(june_and_july, opened(content))


def assert_it_is_the_same_as_open_document(report, content: bytes) -> None:
    """Sheet by sheet, without the charts."""
    ods = render(report, Format.ODS)
    names = [name for name in sheet_names(content) if not name.startswith("Chart ")]

    assert names_in_open_document(ods) == names
    same = {name: trimmed(read_workbook(content, name).cells) for name in names if name != "Contents"}
    assert {name: read_open_document(ods, name).cells for name in same} == same


def assert_all_of_it_is_there(report, content: bytes) -> None:
    """Each cell of each table as it is shown, each sentence, and what each chart says."""
    read = tables_by_title(content)
    for each in blocks_of(report, Table):
        # In the place of a line of months Excel draws one.
        rows = [["–" if cell.line else cell.shown for cell in cells_of(row)] for row in each.rows]
        assert read[each.caption] == [each.header, *rows], each.caption
    words = " ".join(row[0] for rows in read.values() for row in rows)
    assert [block.text for block in blocks_of(report, Paragraph | Callout) if block.text not in words] == []
    assert [item for block in blocks_of(report, Bullets) for item in block.items if item not in words] == []
    said = " ".join(str(cell.value) for page in opened(content).worksheets if page._charts for cell in page["A"])
    assert [each.alt for each in blocks_of(report, Chart) if each.alt not in said] == []


def reference(name: str, **wanted: str) -> list[dict[str, str]]:
    with open(f"tests/reference/{name}", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in wanted.items())]


def assert_the_reference_is_there(book) -> None:
    """The scorecard, the half-years and the grades of June and July, each as a number under its heading."""
    tables = {page["A1"].value.partition(" [")[0]: table_on_sheet(page) for page in book.worksheets if page.tables}
    rows = [dict(zip(header, row, strict=True)) for header, *below in tables.values() for row in below]
    asked = [(each, {"previous": "June 2023", "current": "July 2023"}) for each in reference("scorecard-2023-07.csv")]
    windows = {"Aug 22 - Jan 23": "August 2022 to January 2023", "Feb - Jul 23": "February to July 2023"}
    asked += [(each, windows) for each in reference("chat-half-years.csv")]
    figures = [(each["indicator"], heading, each[key]) for each, headings in asked for key, heading in headings.items()]
    held = {(row["Indicator"], heading, float(row[heading])) for row in rows if "Indicator" in row for heading in numbers_of(row)}

    assert len(figures) == 100
    assert [figure for figure in figures if figure[2] not in ("", "NA") and (*figure[:2], float(figure[2])) not in held] == []
    assert_grades(tables, "June 2023, after moderation", reference("audits-2023.csv", month="2023-06", stage="post-moderation"))
    assert_grades(tables, "July 2023, before moderation", reference("audits-2023.csv", month="2023-07", stage="pre-moderation"))


def numbers_of(row: dict) -> list[str]:
    return [heading for heading, cell in row.items() if isinstance(cell, int | float)]


LETTERS = {"Outstanding": "O", "Good": "G", "Requires improvement to be good": "RI", "Inadequate": "I"}


def assert_grades(tables, month: str, expected: list[dict[str, str]]) -> None:
    _, *overall = tables[f"Overall judgement, {month}"]
    header, *domains = next(rows for title, rows in tables.items() if title.startswith(f"Grades by domain, {month.partition(',')[0]}"))
    counted = {(grade, "overall"): count for grade, count, *_ in overall}
    counted |= {(grade, row[0]): row[header.index(letter)] for row in domains for grade, letter in LETTERS.items()}

    assert len(expected) in (8, 6)
    assert [row for row in expected if counted[row["grade"], row["scope"]] != int(row["audits"])] == []


def assert_charts_are_drawn_from_the_cells_of_their_tables(report, book) -> None:
    drawn = [page for page in book.worksheets if page._charts]

    assert {page.title.partition(" ")[0] for page in drawn} == {"Chart"}
    assert len(drawn) == len(blocks_of(report, Chart))
    for page in drawn:
        (chart,) = page._charts
        of = page["A3"].hyperlink.location.rpartition("!")[0]
        for series in chart.series:
            assert series.val.numRef.f.startswith(of)
            assert series.dLbls is not None or series.marker.symbol == "none", "figures are written on what is ours"
            assert [point.v for point in series.val.numRef.numCache.pt] == cells_at(book, series.val.numRef.f)


def cells_at(book, reference: str) -> list:
    name, _, cells = reference.rpartition("!")
    found = book[name.strip("'").replace("''", "'")][cells.replace("$", "")]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell.value for row in rows for cell in row]


def test_words_remarks_and_a_chart_without_a_native_form_are_all_there():
    content = render_xlsx(
        document(
            ("summary", [Paragraph("Demand fell."), Bullets(["Fewer referrals.", "Fewer visits."]), Chart("A map", {}, "It is dark.")]),
            ("scorecard", [Remarks("Comments", [Remark("Referrals", "Late.", ""), Remark("Visits", "", "Ask Kim.")])]),
        ),
        ReportStyle(contact="Kim Marlow"),
    )
    read = tables_by_title(content)

    assert read["Summary"] == [
        ["What this section says"],
        ["Demand fell."],
        ["Fewer referrals."],
        ["Fewer visits."],
        ["A map. It is dark."],
    ]
    assert read["Comments"][1:] == [["Referrals", "Late.", "–"], ["Visits", "–", "Ask Kim."]]
    assert dict(read["Report: June 2023"][1:])["Whom to ask"] == "Kim Marlow"
    assert faults_of(content) == []


def test_what_moves_over_time_and_grades_by_domain_are_drawn_whatever_their_table_is_called():
    over_time = [table("Good or better", LIMITS, OVER_TIME), Chart("Good or better: signal or noise?", {}, "It moves.")]
    grades = [
        table("Grades by domain", DOMAINS, [["Planning", "0", "2", "3", "0", "5"]], [KEY]),
        Chart("Grades by domain", {}, "Two good."),
    ]
    book = opened(content := render_xlsx(document(("over-time", over_time), ("domains", grades))))

    assert [page.title for page in book.worksheets][3:] == [
        "Good or better", "Chart Good or better signal or", "Grades by domain", "Chart Grades by domain",
    ]  # fmt: skip
    lines, bars = (book[name]._charts[0] for name in ("Chart Good or better signal or", "Chart Grades by domain"))
    assert [series.tx.v for series in lines.series] == ["Good or better, %", "Lower limit", "Mean", "Upper limit"]
    assert [series.tx.v for series in bars.series] == [
        "Outstanding (O)", "Good (G)", "Requires improvement to be good (RI)", "Inadequate (I)",
    ]  # fmt: skip
    assert (lines.x_axis.scaling.orientation, faults_of(content)) == ("maxMin", [])


def test_a_block_that_is_not_known_does_not_vanish():
    with pytest.raises(TypeError, match="A workbook has no form for str"):
        render_xlsx(document(("summary", ["words"])))


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5 days late", "@SUM(A1)", '=HYPERLINK("http://example.org")'])
def test_what_somebody_wrote_is_never_a_formula_or_a_link(text):
    report = document((text, [Paragraph(text), table(text, [text, "n"], [[text, "1"]], [text]), Remarks(text, [Remark(text, text, text)])]))
    cells = [cell for page in opened(render_xlsx(report)).worksheets for row in page.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f" or (cell.hyperlink and not cell.hyperlink.location)] == []
    assert sum(cell.value == text for cell in cells) >= 6
