"""A council's own Word file whose look the report takes: whether it can be taken, and opened without its words."""

import copy
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from .style import MOST_BYTES, STYLES

# What it may unfold to, and in how many parts: more than any letterhead has.
_MOST_UNFOLDED, _MOST_PARTS = 12 * 1024 * 1024, 400
_MACROS = ("vbaProject.bin", "vbaData.xml")
ATTACHED = b"/attachedTemplate"
_EMBEDDED = ("word/embeddings/", "word/activeX/")
NOT_WORD = "This is not a Word file that can be read. Open it in Word, choose Save as, and save it as “Word Document (.docx)”."
TOO_LARGE = "The template must be smaller than 2 MB. Make its pictures smaller and save it again."
UNFOLDS = "The template unfolds to more than can be read. Copy its page into a new document, save that, and choose it."
MACROS = "The template has macros, which are not taken. Save it as “Word Document (.docx)”, which leaves them out."
EMBEDDED = "The template holds files of other programs or controls. Take them out, or put pictures in their place."
ELSEWHERE = "The template fetches a part of itself from elsewhere. Break its links in Word (File, Info, Edit links), and save it again."


def faults_of(content: bytes) -> list[str]:
    """Why it cannot be taken, each with what to do; empty where it can."""
    if len(content) > MOST_BYTES:
        return [TOO_LARGE]
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if unsafe := list(_unsafe(package)):
                return unsafe
        word = docx.Document(BytesIO(content))
    except (zipfile.BadZipFile, zlib.error, OpcError, SyntaxError, KeyError, ValueError, NotImplementedError, RuntimeError):
        return [NOT_WORD]
    return list(_missing(word))


def _unsafe(package: zipfile.ZipFile) -> Iterator[str]:
    parts = package.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNFOLDED:
        yield UNFOLDS
        return
    names = [part.filename for part in parts]
    found = {
        MACROS: any(name.endswith(_MACROS) for name in names) or b"macroEnabled" in package.read("[Content_Types].xml"),
        EMBEDDED: any(name.startswith(_EMBEDDED) for name in names),
        ELSEWHERE: any(_leads_elsewhere(package.read(name)) for name in names if name.endswith(".rels")),
    }
    yield from (says for says, is_so in found.items() if is_so)


def _leads_elsewhere(relations: bytes) -> bool:
    """A link that somebody may follow is no matter, and which template it was made from is left out; a picture that is fetched is one."""
    external = [each for each in relations.split(b"<Relationship ") if b'TargetMode="External"' in each]
    return any(b"/hyperlink" not in each and ATTACHED not in each for each in external)


def _missing(word: WordDocument) -> Iterator[str]:
    kinds = {style.name: style.type for style in word.styles}
    for name, kind in STYLES.items():
        if kinds.get(name) != WD_STYLE_TYPE[kind.upper()]:
            yield f"The template has no {kind} style called “{name}”. Use it once in Word, and save the template again."


def opened_template(content: bytes) -> WordDocument:
    """The document without its words: its styles, and the page, header and footer of its first page."""
    word = docx.Document(BytesIO(content))
    body = word.element.body
    first = copy.deepcopy(next(body.iter(qn("w:sectPr"))))
    for element in list(body):
        body.remove(element)
    body.append(first)
    _forget_its_own_template(word)
    return word


def _forget_its_own_template(word: WordDocument) -> None:
    """The template that it was made from itself, which Word would look for wherever the report is opened."""
    settings = word.settings.element
    for element in settings.findall(qn("w:attachedTemplate")):
        settings.remove(element)
    relations = word.part._settings_part.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith(ATTACHED.decode())]:
        del relations[key]


def is_blank(part: Any) -> bool:
    """Whether a header or footer says and shows nothing."""
    element = part._element
    return (
        not any(text.text and text.text.strip() for text in element.iter(qn("w:t"))) and next(element.iter(qn("w:drawing")), None) is None
    )
