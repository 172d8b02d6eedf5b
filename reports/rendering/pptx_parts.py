"""Parts of a presentation that python-pptx has no words for: a wide page in one font, numbers of slides, language, descriptions.

Its objects are `Any` here: the types that it ships say less than it does.
"""

import copy
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Length, Pt

from foundation.documents import Runs

FONT, LANGUAGE = "Arial", "en-GB"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ROOM = Inches(0.6), Inches(12.13)
TITLE_TOP, TITLE_HEIGHT = Inches(0.4), Inches(1.35)
BODY_TOP, BODY_HEIGHT = Inches(1.9), Inches(4.85)
FOOT_TOP, FOOT_HEIGHT = Inches(6.95), Inches(0.35)
NUMBER_WIDTH = Inches(1)
TITLE_LAYOUT, POINTS_LAYOUT, BARE_LAYOUT = "Title Slide", "Title and Content", "Title Only"
_KEPT = (TITLE_LAYOUT, POINTS_LAYOUT, BARE_LAYOUT)
_FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def new_presentation(colour: str) -> Any:
    """Empty slides of 16:9 in the council's colour, each kind of slide with its places."""
    slides: Any = Presentation()
    slides.slide_width, slides.slide_height = WIDTH, HEIGHT
    for layout in list(slides.slide_layouts):
        if layout.name not in _KEPT:
            slides.slide_layouts.remove(layout)
    _set_theme(slides, colour)
    for holder in (slides.slide_master, *slides.slide_layouts):
        for shape in list(holder.placeholders):
            _place(shape)
    _place_title_slide(next(layout for layout in slides.slide_layouts if layout.name == TITLE_LAYOUT))
    return slides


def _place(shape: Any) -> None:
    """Where it stands on every slide; the date has no place."""
    kind = shape.placeholder_format.type
    if kind == PP_PLACEHOLDER.DATE:
        shape._element.getparent().remove(shape._element)
    elif kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
        _set_box(shape, LEFT, TITLE_TOP, ROOM, TITLE_HEIGHT)
    elif kind == PP_PLACEHOLDER.FOOTER:
        _set_box(shape, LEFT, FOOT_TOP, Emu(ROOM - NUMBER_WIDTH), FOOT_HEIGHT)
    elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
        _set_box(shape, Emu(LEFT + ROOM - NUMBER_WIDTH), FOOT_TOP, NUMBER_WIDTH, FOOT_HEIGHT)
    else:
        _set_box(shape, LEFT, BODY_TOP, ROOM, BODY_HEIGHT)


def _place_title_slide(layout: Any) -> None:
    for shape in layout.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE:
            _set_box(shape, LEFT, Inches(1.9), ROOM, Inches(1.9))
        elif shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE:
            _set_box(shape, LEFT, Inches(4.0), ROOM, Inches(2.6))


def _set_box(shape: Any, left: Length, top: Length, width: Length, height: Length) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _set_theme(slides: Any, colour: str) -> None:
    """One font that every machine has, and the council's colour as the first accent."""
    part = slides.slide_master.part.part_related_by("http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme")
    theme = parse_xml(part.blob)
    for font in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        font.find(qn("a:latin")).set("typeface", FONT)
    accent = next(theme.iter(qn("a:accent1")))
    accent[0].getparent().replace(accent[0], _colour(colour))
    part._blob = serialize_part_xml(theme)


def _colour(colour: str) -> Any:
    element = OxmlElement("a:srgbClr")
    element.set("val", colour.lstrip("#").upper())
    return element


def add_foot(slide: Any, words: str) -> None:
    """The line at the foot and the slide's number, after everything else that is read."""
    for shape in slide.slide_layout.placeholders:
        if shape.placeholder_format.type not in _FEET:
            continue
        element = copy.deepcopy(shape._element)
        slide.shapes._spTree.append(element)
        if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            frame = slide.shapes[-1].text_frame
            frame.text = words
            frame.paragraphs[0].runs[0].font.size = Pt(11)
            frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def set_runs(paragraph: Any, runs: Runs) -> None:
    """The paragraph's words again, with what is bold and what is a link; as they are where there are no runs."""
    if not runs:
        return
    paragraph.clear()
    for run in runs:
        made = paragraph.add_run()
        made.text, made.font.bold = run.text, run.bold or None
        if run.link:
            made.hyperlink.address = run.link


def describe(shape: Any, name: str, words: str) -> None:
    """What stands for a picture, a chart or a table where it cannot be seen."""
    properties = next(shape._element.iter(qn("p:cNvPr")))
    properties.set("name", name)
    properties.set("descr", words)


def speak_english(slides: Any) -> None:
    """Every piece of text says its language, so that it is read out in it and its spelling checked."""
    parts = [slides.slide_master, *slides.slide_layouts, *slides.slides]
    parts += [slide.notes_slide for slide in slides.slides if slide.has_notes_slide]
    for part in parts:
        _set_language(part._element)
        for shape in getattr(part, "shapes", ()):
            if getattr(shape, "has_chart", False):
                _set_language(shape.chart._chartSpace)
    _set_language(slides.part._element)


def _set_language(element: Any) -> None:
    for run in element.iter(qn("a:r"), qn("a:fld")):
        run.get_or_add_rPr() if hasattr(run, "get_or_add_rPr") else None
    for properties in element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        properties.set("lang", LANGUAGE)
