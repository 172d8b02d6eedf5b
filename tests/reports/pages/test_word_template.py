"""The council's own Word file: what is taken, what is refused and why, and that the report takes its look and none of its words."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.shared import Pt
from pptx import Presentation

from reports.enums import Format
from reports.models import WordTemplate
from reports.queries.drafts import document_of
from reports.rendering import render
from reports.rendering.word_template import ELSEWHERE, EMBEDDED, MACROS, NOT_WORD, STYLES, TOO_LARGE, UNFOLDS, faults_of
from tests.reports import word

URL = "/reports/template/"
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = f'<Relationship Id="r{{}}" Type="{OFFICE}/{{}}" Target="{{}}" TargetMode="External"/>'


def template(*, without: str = "", header: str = "Marram on paper", footer: str = "") -> bytes:
    """A council's letter: its own font, page, header and words."""
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Georgia"
    made.styles["Heading 1"].font.size = Pt(31)
    section = made.sections[0]
    section.page_width, section.page_height, section.left_margin = Pt(560), Pt(800), Pt(110)
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    made.add_heading("How to write to the Board", level=1)
    made.add_paragraph("Write here.")
    if without:
        made.styles[without].delete()
    return saved(made)


def saved(made) -> bytes:
    output = io.BytesIO()
    made.save(output)
    return output.getvalue()


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """The package with more parts, or with others in the place of its own; `__` stands for a slash and `_dot_` for a dot."""
    given = {name.replace("__", "/").replace("_dot_", "."): value for name, value in parts.items()}
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, given.pop(name, old.read(name)))
        for name, value in given.items():
            new.writestr(name, value)
    return output.getvalue()


def related(kind: str, target: str) -> bytes:
    content = template()
    relations = zipfile.ZipFile(io.BytesIO(content)).read(RELATIONS).decode()
    named = relations.replace("</Relationships>", f"{PICTURE.format(99, kind, target)}</Relationships>")
    return with_parts(content, **{RELATIONS: named.encode()})


def slides() -> bytes:
    return saved(Presentation())


def send(person, content: bytes, name: str = "letter.docx", **more):
    return person.post(URL, {"file": SimpleUploadedFile(name, content), **more}, follow=True)


def test_the_report_takes_styles_page_and_header_and_none_of_the_words(lead, written_report):
    plain = word.opened(render(document_of(written_report), Format.DOCX))
    assert "look of <strong>letter.docx</strong> now" in send(lead, template()).content.decode()

    made = word.opened(lead.get("/reports/2023-06-to-2023-07/download/docx/").content)

    assert (made.styles["Heading 1"].font.name, made.styles["Heading 1"].font.size) == ("Georgia", Pt(31))
    assert (made.sections[0].page_width, made.sections[0].left_margin) == (Pt(560), Pt(110))
    assert made.sections[0].header.paragraphs[0].text == "Marram on paper"
    assert "Page" in made.sections[0].footer.paragraphs[0].text
    assert "Write here." not in word.says(made)
    assert word.headings(made) == word.headings(plain)
    assert [[cell.text for row in table.rows for cell in row.cells] for table in made.tables] == [
        [cell.text for row in table.rows for cell in row.cells] for table in plain.tables
    ]
    assert "Demand fell again." in word.says(made)
    assert len(made.inline_shapes) == len(plain.inline_shapes) > 0


def test_the_portals_own_look_comes_back(lead, written_report):
    send(lead, template())
    lead.post(URL, {"remove": "on"})

    assert WordTemplate.current().content is None
    assert word.opened(render(document_of(written_report), Format.DOCX)).styles["Heading 1"].font.name == "Arial"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (lambda: b"%PDF-1.7", NOT_WORD),
        (lambda: b"PK\x03\x04 broken", NOT_WORD),
        (slides, NOT_WORD),
        (lambda: with_parts(template(), word__vbaProject_dot_bin=b"x"), MACROS),
        (lambda: with_parts(template(), word__embeddings__a_dot_xlsx=b"x"), EMBEDDED),
        (lambda: related("image", "https://elsewhere.example/logo.png"), ELSEWHERE),
        (lambda: with_parts(template(), word__media__a_dot_bmp=b"0" * 13_000_000), UNFOLDS),
        (lambda: b"0" * (2 * 1024 * 1024 + 1), TOO_LARGE),
    ],
    ids=["pdf", "broken", "slides", "macros", "embedded", "elsewhere", "unfolds", "large"],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(content, says):
    assert faults_of(content()) == [says]


@pytest.mark.parametrize("style", [name for name in STYLES if name != "Normal"])
def test_a_style_that_is_missing_is_named(style):
    kind = "table" if style == "Table Grid" else "paragraph"

    assert faults_of(template(without=style)) == [
        f"The template has no {kind} style called “{style}”. Use it once in Word, and save the template again."
    ]


def test_the_page_says_what_is_wrong_and_keeps_the_earlier_template(lead):
    send(lead, template())
    answer = send(lead, template(without="Caption"), "other.docx").content.decode()

    assert "The template has no paragraph style called “Caption”." in answer
    assert WordTemplate.current().name == "letter.docx"


def test_nothing_chosen_is_said(lead):
    assert "Choose a Word file." in lead.post(URL, {}).content.decode()


def test_the_template_that_a_template_was_made_from_is_not_looked_for(lead, written_report):
    links = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    links += PICTURE.format(1, "attachedTemplate", "file:///server/council.dotx").encode() + b"</Relationships>"
    send(lead, with_parts(template(), **{"word/_rels/settings.xml.rels": links}))

    made = zipfile.ZipFile(io.BytesIO(render(document_of(written_report), Format.DOCX)))
    assert WordTemplate.current().content
    assert not [name for name in made.namelist() if b"council.dotx" in made.read(name)]


@pytest.mark.parametrize(("who", "status"), [("administrator", 200), ("director", 403), ("board_member", 403), ("auditor", 403)])
def test_the_qa_lead_and_administrators_set_it(request, who, status):
    assert request.getfixturevalue(who).get(URL).status_code == status
