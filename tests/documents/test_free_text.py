"""What is typed into a section becomes paragraphs, lists, links and small tables, in every format."""

import pytest

from foundation.documents import Bullets, Paragraph, Run, blocks_of, cells_of
from reports.content import Document, ReportSection, from_json, to_json
from reports.enums import Format
from reports.rendering import render, rendered_sections
from tests.reports import slides, word
from tests.reports.pdf import Tagged
from tests.reports.test_pdf import faults_of
from tests.workbooks import opened


def test_blank_lines_part_paragraphs():
    assert blocks_of("One.\n\nTwo.") == [Paragraph("One."), Paragraph("Two.")]


def test_a_line_break_inside_a_paragraph_is_a_space():
    assert blocks_of("One\r\nand more.") == [Paragraph("One and more.")]


def test_lines_that_begin_with_a_dash_are_bullets():
    assert blocks_of("We saw:\n- one\n- two\n\nThen.") == [Paragraph("We saw:"), Bullets(("one", "two")), Paragraph("Then.")]


def test_a_bullet_may_run_over_two_lines():
    assert blocks_of("- one\n  and more\n- two") == [Bullets(("one and more", "two"))]


def test_nothing_is_nothing():
    assert blocks_of(" \n\n ") == []


def test_stars_make_words_bold_and_brackets_a_link():
    (paragraph,) = blocks_of("Ask **the Board** to read [the plan](https://marram.example/plan).")

    assert paragraph.text == "Ask the Board to read the plan."
    assert paragraph.runs == (
        Run("Ask "),
        Run("the Board", bold=True),
        Run(" to read "),
        Run("the plan", link="https://marram.example/plan"),
        Run("."),
    )


def test_an_address_by_itself_is_a_link_without_the_full_stop_after_it():
    (paragraph,) = blocks_of("See https://marram.example/a.")

    assert [run for run in paragraph.runs if run.link] == [Run("https://marram.example/a", link="https://marram.example/a")]


@pytest.mark.parametrize("typed", ["[x](javascript:alert(1))", "[x](/reports/)", "**not closed", "2 * 3 ** 4", "<b>x</b>", "| alone |"])
def test_what_is_not_known_stays_as_it_was_typed(typed):
    assert blocks_of(typed) == [Paragraph(typed)]


def test_a_line_that_begins_with_a_hash_is_a_heading_in_bold_and_a_number_sign_is_not():
    assert blocks_of("Said.\n# What we do next #\n#1 is done") == [
        Paragraph("Said."),
        Paragraph("What we do next", (Run("What we do next", bold=True),)),
        Paragraph("#1 is done"),
    ]


def test_numbers_from_one_are_a_numbered_list_and_a_year_is_not():
    assert blocks_of("1. first\n2. second\n\n2023. A year.") == [Bullets(("first", "second"), is_numbered=True), Paragraph("2023. A year.")]


def test_lines_between_bars_are_a_table_with_the_line_before_as_its_title():
    (table,) = blocks_of("Audits by team:\n| Team | Audits |\n| --- | ---: |\n| Elm | 14 |\n| **Oak** |", "Pace")

    assert (table.caption, table.header) == ("Audits by team", ["Team", "Audits"])
    assert [[cell.shown for cell in cells_of(row)] for row in table.rows] == [["Elm", "14"], ["Oak", "–"]]
    assert [column.numeric for column in table.columns] == [False, True]


def test_a_table_without_a_title_is_named_by_its_section():
    assert [table.caption for table in blocks_of("| A |\n| 1 |\n\n| B |\n| 2 |", "Pace")] == ["Pace, table 1", "Pace, table 2"]


TYPED = (
    "Ask **the Board** to read [the plan](https://marram.example/plan?a=1&b=2).\n\n1. **First**\n2. second\n\n"
    "By team:\n| Team | Audits |\n| Elm | 14 |\n| Oak | 9 |"
)


@pytest.fixture(scope="module")
def written() -> Document:
    sections = [ReportSection("decisions", "What the Board must decide", blocks=blocks_of(TYPED, "Decisions"))]
    return Document("Report", "Marram", "July 2023", "", "Draft", sections)


def test_what_is_stored_is_read_back_and_its_addresses_are_among_the_words(written):
    assert from_json(to_json(written)).sections[0].blocks[:2] == written.sections[0].blocks[:2]
    assert "https://marram.example/plan?a=1&b=2" in written.words()
    assert (
        "runs" not in to_json(Document("", "", "", "", "", [ReportSection("a", "A", blocks=[Paragraph("x")])]))["sections"][0]["blocks"][0]
    )


def test_a_page_has_it_all(written):
    html = rendered_sections(written)[0].html

    assert (
        'Ask <strong>the Board</strong> to read <a class="govuk-link" href="https://marram.example/plan?a=1&amp;b=2">the plan</a>.' in html
    )
    assert "<ol" in html
    assert "<li><strong>First</strong></li>" in html
    assert "<caption" in html
    assert "By team" in html


@pytest.mark.django_db
def test_word_has_bold_words_a_link_a_list_that_counts_from_one_and_the_table(written):
    file = word.opened(render(written, Format.DOCX))

    ask = next(each for each in file.paragraphs if each.text.startswith("Ask"))
    assert [run.text for run in ask.runs if run.bold] == ["the Board"]
    assert [(link.text, link.address) for link in ask.hyperlinks] == [("the plan", "https://marram.example/plan?a=1&b=2")]
    assert [each.text for each in file.paragraphs if each.style.name == "List Number"] == ["First", "second"]
    assert word.table(file, "By team") == [["Team", "Audits"], ["Elm", "14"], ["Oak", "9"]]


@pytest.mark.django_db
def test_the_pdf_has_a_link_and_a_list_and_keeps_the_standard(written, tmp_path):
    content = render(written, Format.PDF)
    read = Tagged(content)

    assert "Ask the Board to read the plan ." in read.root.text or "Ask the Board to read the plan." in read.root.text
    assert [item.text for item in read.root.all("LBody")] == ["First", "second"]
    assert faults_of(content, tmp_path) == []


@pytest.mark.django_db
def test_a_slide_has_bold_words_and_a_link_and_its_notes_the_address(written):
    read = slides.opened(render(written, Format.PPTX))
    slide = slides.called(read, "What the Board must decide")

    ask, first, _ = slide.placeholders[1].text_frame.paragraphs
    assert [run.text for run in ask.runs if run.font.bold] == ["the Board"]
    assert [run.hyperlink.address for run in ask.runs if run.hyperlink.address] == ["https://marram.example/plan?a=1&b=2"]
    assert [run.text for run in first.runs if run.font.bold] == ["First"]
    assert "the plan (https://marram.example/plan?a=1&b=2)" in slides.notes(slide)


@pytest.mark.django_db
def test_a_workbook_has_the_words_with_the_address_and_the_table_on_a_sheet(written):
    book = opened(render(written, Format.XLSX))
    said = [cell.value for page in book.worksheets for cell in page["A"]]

    assert "Ask the Board to read the plan (https://marram.example/plan?a=1&b=2)." in said
    assert "1. First" in said
    assert "By team" in [page.title for page in book.worksheets]
