"""A short document becomes Word and PDF files that a screen reader can walk, whatever was typed into it."""

import io
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfua import Validator

from foundation.documents import DocumentPart, DocumentStyle, ShortDocument, blocks_of, pages_of, plain_table, render_pdf, render_word
from tests.shares import examples

FONTS = Path(__file__).resolve().parents[2] / "static" / "build" / "fonts"
LOOK = DocumentStyle("Marram Borough Council", "#1d4f60")
TABLE = plain_table("Actions", ["Action", "Due"], [["Update the chronology.", "3 July 2023"]])
PAPER = ShortDocument(
    title="Feedback on audit 7",
    facts=[("Month", "June 2023")],
    parts=[
        DocumentPart("What is strong", ["Read this first."], ["She is seen alone.", "Her words are in the plan."]),
        DocumentPart("What follows", table=TABLE),
    ],
    foot="Audit 7",
)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def faults_of(content: bytes, folder: Path) -> list[str]:
    file = folder / "document.pdf"
    file.write_bytes(content)
    return [f"{finding.rule_id} {finding.message}" for finding in Validator().validate(str(file)).findings]


def of(words: str) -> ShortDocument:
    return ShortDocument(title="Words", parts=[DocumentPart("As typed", [words], [words])])


def test_the_pdf_says_everything_in_order():
    text = text_of(render_pdf(PAPER, LOOK, FONTS))

    said = ["Marram Borough Council", "Feedback on audit 7", "June 2023", "What is strong", "She is seen alone.", "Update the chronology."]
    assert [text.find(words) for words in said] == sorted(text.find(words) for words in said)
    assert all(words in text for words in [*said, "Page 1 of 1"])


def test_the_pdf_keeps_to_the_standard_for_accessible_pdf(tmp_path):
    assert faults_of(render_pdf(PAPER, LOOK, FONTS), tmp_path) == []


def test_the_check_of_the_standard_finds_what_is_wrong(tmp_path):
    import typst

    bare = typst.compile(b"= A heading", font_paths=[str(FONTS)], format="pdf", pdf_tags=False)
    assert faults_of(bare, tmp_path) != []


def test_the_pdf_carries_its_own_fonts():
    fonts = pypdf.PdfReader(io.BytesIO(render_pdf(PAPER, LOOK, FONTS))).pages[0]["/Resources"]["/Font"]

    assert {font.get_object()["/BaseFont"].split("+")[1] for font in fonts.values()} == {"NotoSans-Regular", "NotoSans-Bold"}


def test_the_word_file_has_headings_and_a_marked_header_row():
    word = docx.Document(io.BytesIO(render_word(PAPER, LOOK)))

    styles = [(each.style.name, each.text) for each in word.paragraphs]
    assert ("Title", "Feedback on audit 7") in styles
    assert [text for style, text in styles if style == "Heading 1"] == ["What is strong", "What follows"]
    assert [text for style, text in styles if style == "List Bullet"] == ["She is seen alone.", "Her words are in the plan."]
    assert word.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert (word.core_properties.title, word.core_properties.language) == ("Feedback on audit 7", "en-GB")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Glad 😀 today", "Glad □ today"),
        ("rings\x07 and\x0btabs", "rings and tabs"),
        ("中文", "□"),
        ("\ufeffmarked", "marked"),
        ("#set page(width: 1cm) *plain*", "#set page(width: 1cm) *plain*"),
        ("Καλή μέρα", "Καλή μέρα"),
    ],
)
def test_what_was_pasted_is_shown_as_words_or_as_a_box(typed, shown):
    assert shown in text_of(render_pdf(of(typed), LOOK, FONTS))


@settings(max_examples=examples(60), deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_words_stop_a_file(words):
    assert render_pdf(of(words), LOOK, FONTS).startswith(b"%PDF")
    assert render_word(of(words), LOOK)


def test_long_papers_count_their_pages():
    document = ShortDocument(title="Long", parts=[DocumentPart(paragraphs=["Again and again. " * 2000])])

    assert pages_of(PAPER, LOOK, FONTS) == 1
    assert pages_of(document, LOOK, FONTS) == len(pypdf.PdfReader(io.BytesIO(render_pdf(document, LOOK, FONTS))).pages) > 1


WRITTEN = """See **the plan** and [the guidance](https://www.gov.uk/guidance).

1. Read
2. Talk

What to ask:
| Who | What |
| --- | --- |
| The child | Wishes |"""


def test_what_a_writer_typed_keeps_its_bold_words_links_and_numbers(tmp_path):
    document = ShortDocument(title="Written", parts=[DocumentPart("Read", blocks=blocks_of(WRITTEN))])
    word = docx.Document(io.BytesIO(render_word(document, LOOK)))
    pdf = render_pdf(document, LOOK, FONTS)

    assert [(each.style.name, each.text) for each in word.paragraphs[2:]] == [
        ("Heading 1", "Read"),
        ("Normal", "See the plan and the guidance."),
        ("List Number", "Read"),
        ("List Number", "Talk"),
        ("Caption", "What to ask"),
    ]
    assert [run.text for run in word.paragraphs[3].runs if run.bold] == ["the plan"]
    assert [link.url for link in word.paragraphs[3].hyperlinks] == ["https://www.gov.uk/guidance"]
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["The child", "Wishes"]
    assert "1. Read 2. Talk What to ask Who What The child Wishes" in text_of(pdf)
    assert faults_of(pdf, tmp_path) == []
