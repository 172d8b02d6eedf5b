"""Parts of a Word document that python-docx has no words for: language, header rows, descriptions, fields, shading."""

from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

PALE = "F3F6F8"
RULE = "B1B4B6"
LINK = "1D70B8"


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def set_language(word: WordDocument, language: str) -> None:
    """For every run, so that a screen reader speaks it and Word checks its spelling."""
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(_element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))


def set_font(style: Any, font: str) -> None:
    """The font for every script; the template's theme fonts would win over a name alone."""
    style.font.name = font
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def mark_header_row(row: _Row) -> None:
    """Repeated on every page, and told to a screen reader as the header."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    keep_row_whole(row)
    for cell in row.cells:
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=PALE))


def keep_row_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def describe_table(table: Table, title: str) -> None:
    properties = table._tbl.tblPr
    properties.append(_element("w:tblCaption", val=title))
    properties.append(_element("w:tblDescription", val=title))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "1")


def lighten_borders(table: Table) -> None:
    """Thin grey lines between the rows and none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        shown = side in ("top", "bottom", "insideH")
        borders.append(_element(f"w:{side}", val="single" if shown else "nil", sz="4", space="0", color=RULE))
    properties = table._tbl.tblPr
    # The schema wants borders before the layout and the look.
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription")


def describe_picture(picture: Any, title: str, words: str) -> None:
    """The words that stand for the picture where it cannot be seen."""
    properties = picture._inline.docPr
    properties.set("name", title)
    properties.set("descr", words)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word fills in: PAGE, NUMPAGES."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        if kind == "separate":
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = instruction
            run._r.append(text)
            run = paragraph.add_run()
        run._r.append(_element("w:fldChar", fldCharType=kind))
        if kind == "separate":
            paragraph.add_run("1")


def add_link(paragraph: Paragraph, words: str, address: str, *, bold: bool = False) -> None:
    """Words that lead to an address: blue and underlined, as Word itself shows them."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    run.font.underline, run.font.color.rgb, run.bold = True, RGBColor.from_string(LINK), bold or None
    link.append(run._r)
    paragraph._p.append(link)


def new_numbering(word: WordDocument) -> int | None:
    """The number of a list of its own that counts from 1; None where the document has no style for numbered lists."""
    style = next((each for each in word.styles if each.name == "List Number"), None)
    found = style.element.find(f".//{qn('w:numId')}") if style is not None else None
    if found is None:
        return None
    lists = word.part.numbering_part.element
    template = next((each for each in lists.findall(qn("w:num")) if each.get(qn("w:numId")) == found.get(qn("w:val"))), None)
    if template is None:
        return None
    made = lists.add_num(int(template.find(qn("w:abstractNumId")).get(qn("w:val"))))
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def set_numbering(paragraph: Paragraph, number: int) -> None:
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = number


def shade_paragraph(paragraph: Paragraph, colour: str) -> None:
    """A pale ground and a bar of the council's colour at the left."""
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    borders.append(_element("w:left", val="single", sz="24", space="6", color=colour.lstrip("#")))
    properties.append(borders)
    properties.append(_element("w:shd", val="clear", color="auto", fill=PALE))
