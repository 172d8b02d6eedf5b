"""The Board's report as slides: a message each, every table of it in the notes or behind, charts that hold what the tables show."""

import io
import zipfile

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

from foundation.charts import SharePoint, alt_text, shares_over_time
from foundation.documents import Bullets, Cell, Column, Paragraph, Table, cells_of
from reports.content import Callout, Chart, Document, Remark, Remarks, ReportSection
from reports.enums import Format
from reports.rendering import render, render_pptx
from tests.reports import slides
from tests.reports.test_pdf import DOT, LONG, june_and_july

__all__ = ["june_and_july"]

LIMITS = ["Month", "Good or better, %", "Lower limit", "Mean", "Upper limit", "Signal"]
OVER_TIME = [
    ["July 2023", "40", "8", "34", "60", ""],
    ["June 2023", "71", "8", "34", "60", "■ Outside the limits"],
    ["May 2023", "–", "8", "34", "60", ""],
    ["April 2023", "29", "8", "34", "60", ""],
]
DOMAINS = ["Domain", "O", "G", "RI", "I", "Graded"]
KEY = "Columns of grades count audits: O = Outstanding, G = Good, RI = Requires improvement to be good, I = Inadequate."


def table(caption: str, header, rows, notes=()) -> Table:
    columns = [Column(heading, numeric=at > 0, names_row=at == 0) for at, heading in enumerate(header)]
    return Table(caption, columns, [[Cell(text) for text in row] for row in rows], notes=notes)


def document(*sections: tuple[str, list]) -> Document:
    made = [ReportSection(key, key.capitalize(), blocks=blocks) for key, blocks in sections]
    return Document("Report", "Marram", "June 2023", "7 September 2023", "Approved on 1 September 2023", made, authors="Written by A.")


def shown(*sections):
    return slides.opened(render_pptx(document(*sections)))


def cells(table: Table) -> list[list[str]]:
    return [table.header, *([cell.shown for cell in cells_of(row)] for row in table.rows)]


@pytest.fixture
def presentation(june_and_july):
    return slides.opened(render(june_and_july, Format.PPTX))


def test_june_and_july_are_whole_well_laid_out_and_can_be_heard(june_and_july):
    read = slides.opened(render(june_and_july, Format.PPTX))
    blocks = [block for section in june_and_july.sections for block in section.blocks]

    native = slides.native_tables(read)
    for each in [block for block in blocks if isinstance(block, Table)]:
        found = [*slides.tables_in_notes(read, each.caption), *([native[each.caption]] if each.caption in native else [])]
        assert cells(each) in found, each.caption
    names = slides.titles(read)
    assert len(set(names)) == len(names)
    assert slides.languages(read) == {"en-GB"}
    assert slides.faults_of_layout(read) == []
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for _, shape in slides.charts(read))
    assert all(slides.notes(slide) for slide in list(read.slides)[1:])
    assert (read.slide_width / read.slide_height) == pytest.approx(16 / 9, rel=0.001)
    assert (read.core_properties.title, read.core_properties.language) == (f"{june_and_july.title}: June and July 2023", "en-GB")

    (_, months), *domains = [
        (slide, shape.chart) for slide, shape in slides.charts(read) if "Inadequate (I)" in slides.figures(shape.chart)
    ]
    assert list(months.plots[0].categories) == ["June 2023, after moderation", "July 2023, before moderation"]
    # By hand, from the audits of the reference report.
    assert slides.figures(months) == {
        "Outstanding (O)": [0, 0],
        "Good (G)": [2, 0],
        "Requires improvement to be good (RI)": [10, 7],
        "Inadequate (I)": [2, 2],
    }
    by_domain = [block for block in blocks if isinstance(block, Table) and block.header[0] == "Domain"]
    assert [list(chart.plots[0].categories) for _, chart in domains] == [[row[0] for row in cells(each)[1:]] for each in by_domain]
    assert [list(slides.figures(chart).values()) for _, chart in domains] == [
        [[float(row[at]) for row in cells(each)[1:]] for at in range(1, 5)] for each in by_domain
    ]


def test_half_years_are_drawn_with_the_figures_of_their_table_and_named_by_the_largest_change(presentation):
    rates = slides.called(presentation, "Referrals: from 829 to 611 (−26%), the largest change of the rates per 10,000 children")
    (chart,) = [shape.chart for shape in rates.shapes if shape.has_chart]

    assert list(chart.plots[0].categories)[:3] == ["Referrals", "Assessments", "Section 47 enquiries"]
    assert {name: values[:3] for name, values in slides.figures(chart).items()} == {
        "August 2022 to January 2023": [829, 897, 348],
        "February to July 2023": [611, 840, 260],
        "Statistical neighbours 2021/22": [579, 622, 207],
    }
    assert "Treat with care" in slides.notes(rates)


def test_the_first_slides_say_what_the_board_must_know_and_the_status_of_the_report():
    read = shown(("summary", [Paragraph("Demand fell again. It fell in every team."), Paragraph("In figures:"), Bullets(["14 records."])]))
    first, know, figures = list(read.slides)[:3]

    assert [shape.text_frame.text for shape in first.placeholders][:2] == [
        "Report: June 2023",
        "Marram\nImprovement Board of 7 September 2023\nApproved on 1 September 2023\nWritten by A.",
    ]
    assert know.placeholders[1].text_frame.text == "Demand fell again."
    assert "Demand fell again. It fell in every team." in slides.notes(know)
    assert figures.placeholders[1].text_frame.text == "14 records."
    feet = [[shape.text_frame.text for shape in slide.placeholders][-2:] for slide in (know, figures)]
    assert feet == [["Marram · June 2023 · Approved on 1 September 2023", "‹#›"]] * 2


def test_what_moves_over_time_is_a_line_from_its_first_month_with_its_limits_and_the_shapes_of_signals():
    section = [
        Paragraph("Audits graded Good or better. June 2023 is a signal."),
        Chart("Audits", {}, "Audits: 29, 71, 40."),
        table("Audits, latest 4 months with their limits", LIMITS, OVER_TIME),
    ]
    read = slides.opened(
        render_pptx(
            Document(
                "R",
                "M",
                "June 2023",
                "",
                "Draft",
                [ReportSection("audits", "Audits", blocks=[]), ReportSection("good-or-better", "Over time", 2, section)],
            )
        )
    )
    ((slide, shape),) = slides.charts(read)

    assert slide.shapes.title.text_frame.text == "Audits graded Good or better. June 2023 is a signal."
    assert list(shape.chart.plots[0].categories) == ["April 2023", "May 2023", "June 2023", "July 2023"]
    assert slides.figures(shape.chart) == {
        "Good or better, %": [29, None, 71, 40],
        "Lower limit": [8] * 4,
        "Mean": [34] * 4,
        "Upper limit": [60] * 4,
    }
    marked = shape._element.getparent() is not None and shape.chart.plots[0].series[0].points[2].marker
    assert (str(marked.style), marked.size) == ("SQUARE (1)", 13)
    assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == "Audits: 29, 71, 40."


def test_a_figure_that_a_table_does_not_show_is_in_no_part_of_the_file():
    """The words and the specification of the picture know it; the slide, its chart, its cache and its workbook do not."""
    grades = table("Grades by domain, June 2023, after moderation", DOMAINS, [["Assessment", "0", "c", "c", "7", "c"]], [KEY])
    picture = Chart(grades.caption, {"data": {"values": [{"count": 31}]}}, "Some counts are not shown.")
    content = render_pptx(document(("domains", [Paragraph("No domain stands out."), grades, picture])))
    read = slides.opened(content)
    ((_, shape),) = slides.charts(read)

    assert slides.figures(shape.chart) == {
        "Outstanding (O)": [0],
        "Good (G)": [None],
        "Requires improvement to be good (RI)": [None],
        "Inadequate (I)": [7],
    }
    parts = zipfile.ZipFile(io.BytesIO(content))
    inside = zipfile.ZipFile(io.BytesIO(parts.read(next(name for name in parts.namelist() if name.endswith(".xlsx")))))
    sheet = inside.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>7</v>" in sheet
    assert "<v>31</v>" not in sheet
    assert b"31" not in parts.read(
        "ppt/charts/" + next(name for name in parts.namelist() if name.startswith("ppt/charts/chart")).rpartition("/")[2]
    )


def test_grades_that_moderation_may_change_are_paler_and_dashed():
    grades = table(
        "Overall judgement, July 2023, before moderation",
        ["Grade", "Audits"],
        [["Outstanding", "0"], ["Good", "3"], ["RI", "4"], ["Inadequate", "1"]],
    )
    picture = Chart(grades.caption, {}, "Good 3.")
    ((slide, shape),) = slides.charts(shown(("audits", [Callout("These are the grades before moderation."), grades, picture])))

    good = shape.chart.plots[0].series[1].points[0]
    assert (str(good.format.fill.fore_color.rgb), str(good.format.line.dash_style)) == ("D2E9DD", "DASH (4)")
    assert good.data_label.text_frame.text == "G 3"
    assert "These are the grades before moderation." in [each.text_frame.text for each in slide.shapes if each.has_text_frame]


def test_long_words_and_long_rows_go_on_on_the_next_slide_and_lose_nothing():
    no_end = LONG.replace(".", ",")
    comments = table("Comments", ["Indicator", "Comment"], [["A", LONG], ["B", "Fewer."], ["C", no_end]])
    read = shown(("coming-activity", [Bullets([LONG]), Paragraph(no_end), Paragraph("x" * 900)]), ("scorecard", [comments]))

    assert slides.faults_of_layout(read) == []
    (rows,) = slides.native_tables(read).values()
    assert " ".join(" ".join(row[1] for row in rows[1:]).split()) == f"{LONG} Fewer. {no_end}"
    assert LONG in slides.notes(slides.called(read, "What comes next"))
    points = [slide.placeholders[1].text_frame.text for slide in read.slides if slide.shapes.title.text_frame.text.startswith("What comes")]
    assert "".join("".join(points).split()) == "".join(f"Sentence 1 of a comment that a manager wrote. {no_end} {'x' * 900}".split())


def test_a_chart_of_another_kind_is_a_picture_with_words():
    from tests.reports.test_pdf import PICTURE

    read = shown(("domains", [Paragraph("Fewer are Inadequate."), PICTURE]))
    picture = next(shape for shape in slides.called(read, "Fewer are Inadequate.").shapes if shape.shape_type == 13)

    assert picture._element.nvPicPr.cNvPr.get("descr") == PICTURE.alt


def test_small_pictures_of_domains_fill_the_width_of_a_slide():
    """Two wide and three high, as on a page, they would take less than half of it."""
    series = [(name, [SharePoint(month, 50, 20, 80, "1 of 2") for month in ("May", "June", "July")]) for name in "ABCDE"]
    drawn = shares_over_time(series, "Good or better by domain").middle
    read = shown(("domains", [Paragraph("No domain stands out."), Chart("Good or better by domain", drawn, alt_text(drawn))]))

    (picture,) = [shape for slide in read.slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert picture.width > 0.6 * read.slide_width
    assert picture.height < 0.7 * read.slide_height


def test_comments_and_actions_are_in_the_notes_of_their_figures():
    demand = table("Demand", ["Indicator", "July"], [["Referrals", "703.9"], ["Contacts", "1"]])
    read = shown(("scorecard", [demand, Remarks("Comments and actions, Demand", [Remark("Referrals (Rate)", "Fewer.", "Go on.")])]))

    assert "Referrals (Rate). Fewer. Action: Go on." in slides.notes(slides.called(read, "Appendix: Demand"))


def test_two_slides_of_one_message_are_told_apart_and_the_same_content_is_the_same_file():
    from reports.rendering import ReportStyle

    same = [table("Demand", ["Indicator", "July"], [["A", "1"], ["B", "2"]])]
    report = document(("scorecard", same), ("missing", [table("Demand", ["Indicator", "July"], [["C", "3"], ["D", "4"]])]))
    content = render_pptx(report, ReportStyle(logo=DOT, logo_type="image/png"))

    assert slides.titles(slides.opened(content))[1:] == ["Appendix: Demand", "Appendix: Demand (2)"]
    assert content == render_pptx(report, ReportStyle(logo=DOT, logo_type="image/png"))
