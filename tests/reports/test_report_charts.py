"""Charts where a Board looks rather than reads: domains over time, half-years beside neighbours, a line in each row of the scorecard."""

import datetime
import io
import zipfile

import pytest
from django.core.management import call_command

from foundation.charts import PairedFigures, PairNames, alt_text, paired_dots, sparkline_svg
from foundation.charts.sparklines import is_drawn
from foundation.documents import Cell, Column, Table, cells_of
from performance.models import Indicator, Value
from reports.content import Chart, Document, ReportSection, from_json, to_json
from reports.enums import Format
from reports.queries.drafts import document_of
from reports.rendering import render, render_html, rendered_sections
from tests.month_grades import ASSESSMENT, JUNE_GRADES, add_month
from tests.reports import word

NAMES = PairNames("August 2022 to January 2023", "February to July 2023", "Statistical neighbours 2021/22")
MONTHS = ["January 2023", "February 2023", "March 2023"]


def charts(document, key: str) -> list[Chart]:
    return [block for section in document.sections if section.key == key for block in section.blocks if isinstance(block, Chart)]


def table(document, caption: str) -> Table:
    return next(block for section in document.sections for block in section.blocks if isinstance(block, Table) and block.caption == caption)


def test_a_pair_is_drawn_and_said_with_its_neighbours():
    drawn = paired_dots([PairedFigures("Referrals", 829, 611, 579), PairedFigures("Initial conferences", None, 12)], NAMES, "Rates")

    assert alt_text(drawn.middle) == (
        "Rates. August 2022 to January 2023, then February to July 2023; Statistical neighbours 2021/22. "
        "Referrals: 829, then 611; neighbours 579. Initial conferences: none, then 12."
    )
    marks = {layer["mark"].get("shape"): [each["value"] for each in layer["data"]["values"]] for layer in drawn.middle["layer"][1:4]}
    assert marks["diamond"] == [579]
    assert drawn.middle["layer"][0]["data"]["values"] == [{"row": 0, "value": 829, "end": 611}]


def test_half_years_have_a_picture_for_each_unit_beside_their_table(report, settings):
    call_command("import_kpis", str(settings.BASE_DIR / "tests/reference/chat-half-years.csv"))

    found = charts(document_of(report), "half-years")

    assert [each.title for each in found] == ["Half-year comparison: percentages", "Half-year comparison: rates per 10,000 children"]
    assert "Referrals: 829, then 611; neighbours 579." in found[1].alt


def test_domains_over_time_need_three_months(report):
    assert "Good or better by domain" not in [each.title for each in charts(document_of(report), "domains")]


def test_domains_over_time_are_drawn_with_intervals_and_their_figures_are_in_the_annex(report):
    add_month(datetime.date(2023, 5, 1), JUNE_GRADES, JUNE_GRADES)
    document = document_of(report)

    (chart,) = [each for each in charts(document, "domains") if each.title == "Good or better by domain"]
    behind = table(document, f"{chart.title}, month by month")
    rows = {(row[0].shown, row[1].shown): [cell.shown for cell in row[2:]] for row in behind.rows}
    assert f"{ASSESSMENT} " in chart.alt
    assert rows[ASSESSMENT, "May 2023, after moderation"] == rows[ASSESSMENT, "June 2023, after moderation"]
    assert rows[ASSESSMENT, "July 2023, before moderation"][0] == "9"


def test_few_figures_have_no_line_and_a_level_one_is_in_the_middle():
    assert not is_drawn([1.0, None, 2.0])
    assert 'points="3.0,12.0 48.0,12.0 93.0,12.0"' in sparkline_svg([5.0, 5.0, 5.0], "Level")
    assert sparkline_svg([1.0, None, 2.0, 3.0], "A & B").count("<polyline") == 1
    assert 'aria-label="A &amp; B"' in sparkline_svg([1.0, 2.0, 3.0], "A & B")


LINED = Table(
    "Demand",
    [Column("Indicator", names_row=True), Column("March 2023", numeric=True), Column("From January 2023")],
    [[Cell("Referrals"), Cell("3"), Cell("5", line=(5.0, 4.0, 3.0))], [Cell("Visits"), Cell("–"), Cell("–")]],
)
BEHIND = Table(
    "Demand, month by month",
    [Column("Indicator", names_row=True), *(Column(month, numeric=True) for month in MONTHS)],
    [[Cell("Referrals"), Cell("5"), Cell("4"), Cell("3")], [Cell("Visits"), Cell("–"), Cell("–"), Cell("–")]],
)
SAYS = "Referrals, From January 2023: 5, 4, 3"


@pytest.fixture(scope="module")
def lined() -> Document:
    sections = [ReportSection("scorecard", "Scorecard", blocks=[LINED]), ReportSection("annex", "Annex", blocks=[BEHIND])]
    return Document("Report", "Marram", "March 2023", "", "Draft", sections)


def test_a_line_is_kept_with_the_report_and_cells_without_one_are_stored_as_ever(lined):
    rows = to_json(lined)["sections"][0]["blocks"][0]["rows"]

    assert rows[0][2] == {"text": "5", "number": False, "href": "", "line": [5.0, 4.0, 3.0]}
    assert "line" not in rows[0][1]
    assert cells_of(from_json(to_json(lined)).sections[0].blocks[0].rows[0])[2] == Cell("5", line=(5.0, 4.0, 3.0))


def test_a_page_and_a_web_page_show_it_with_its_figures_in_words(lined):
    for html in (rendered_sections(lined)[0].html, render_html(lined, "#1d4f60")):
        assert f'alt="{SAYS}" width="96"' in html


@pytest.mark.django_db
def test_word_has_it_in_its_cell(lined):
    cell = word.opened(render(lined, Format.DOCX)).tables[0].rows[1].cells[2]

    (picture,) = cell._tc.iter("{*}docPr")
    assert (cell.text.strip(), picture.get("descr")) == ("5", SAYS)


@pytest.mark.django_db
def test_excel_draws_it_from_the_months_in_the_annex(lined):
    parts = zipfile.ZipFile(io.BytesIO(render(lined, Format.XLSX)))
    sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]

    (drawn,) = [sheet for sheet in sheets if "sparkline" in sheet]
    # On both sheets the headings are in the third row, under the title and why cells are empty.
    assert "<xm:f>'Demand, month by month'!B4:D4</xm:f><xm:sqref>C4</xm:sqref>" in drawn


def test_the_scorecard_has_a_line_from_the_first_month_that_is_read(report, settings):
    call_command("import_kpis", str(settings.BASE_DIR / "tests/reference/scorecard-2023-07.csv"))
    indicator = Indicator.objects.filter(series="scorecard").order_by("position").first()
    source = Value.objects.filter(indicator=indicator).first().source
    for month, value in ((datetime.date(2023, 1, 1), 14501), (datetime.date(2023, 3, 1), 14400)):
        Value.objects.create(indicator=indicator, month=month, value=value, source=source, row=1)

    demand = table(document_of(report), "Demand")

    row = next(row for row in demand.rows if row[1].shown == indicator.shown_label)
    assert (demand.header[-1], row[-1].shown, len(row[-1].line)) == ("From January 2023", "14,501", 7)
    assert [figure for figure in row[-1].line if figure is not None][:2] == [14501, 14400]
