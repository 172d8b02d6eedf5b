"""A list as somebody pastes it from a letter or a PDF, split into its items. People see what it did before anything is stored."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BULLETS = "•‣◦▪▫■□●○·∙–—*\uf0b7\uf0a7\u2022>"
# An item begins with one of these. A number may stand before a full stop, a bracket or a tab; a letter needs one of these after it.
_MARKERS = {
    "bullet": re.compile(rf"[{re.escape(_BULLETS)}-]+[ \t\xa0]*(?=\S)|o[ \t\xa0]+(?=[A-Z‘“])"),
    "number": re.compile(r"\(?\d{1,2}(?:\.(?!\d)|[):]|(?=\t))[ \t\xa0]*|\d{1,2}[ \xa0]{2,}(?=[A-Z‘“])|\d{1,2}[ ](?=[A-Z‘“]\w)"),
    "roman": re.compile(r"\(?(?:i{1,3}|iv|vi{0,3}|ix|x)[.)][ \t\xa0]*", re.IGNORECASE),
    "letter": re.compile(r"\(?[a-z][.)][ \t\xa0]*", re.IGNORECASE),
}
_HEADING = re.compile(
    r"(what (does the local authority|do(es)? .{0,40}) need(s)? to improve\??|what needs to improve( in .{0,80})?\??|recommendations?|"
    r"areas? for (priority action|improvement|development)s?|needs? to improve|priority actions?)[:.]?",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"(page )?\d{1,3}( of \d{1,3})?|ofsted|\S+@\S+|www\.\S+|https?://\S+", re.IGNORECASE)
_INLINE_BULLET = re.compile(r"\s*[•‣▪■●\uf0b7\uf0a7]\s*")
_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s+(?=\S)")
# A PDF may give the mark a line of its own.
_LONE_MARK = re.compile(rf"[{re.escape(_BULLETS)}-]")
_ENDS_SENTENCE = re.compile(r"[.;!?][)”’]?$|\)$")
_FEWEST_INLINE = 2


@dataclass(frozen=True)
class SplitList:
    """The items in their order, and the lines that were taken for headings, page numbers or a repetition."""

    items: Sequence[str]
    left_out: Sequence[str]


def split_list(pasted: str) -> SplitList:
    """Numbered, bulleted and lettered items, wrapped over lines or not; without any marks, paragraphs or sentences of their own."""
    lines, left_out = _lines(pasted)
    marked = [(line, _marker(line)) for line in lines]
    kinds = [kind for _, (kind, _) in marked if kind]
    items = _marked_items(marked, _top(kinds)) if kinds else _unmarked_items(lines)
    found: list[str] = []
    for item in map(_tidied, items):
        if item and _key(item) in map(_key, found):
            left_out.append(item)
        elif item:
            found.append(item)
    return SplitList(found, left_out)


def _lines(pasted: str) -> tuple[list[str], list[str]]:
    """The lines, an empty one where a paragraph ends; and those that are no item. What stands on one line in a row is split."""
    lines: list[str] = []
    left_out: list[str] = []
    mark = ""
    text = pasted.replace("\r\n", "\n").replace("\r", "\n").replace("\u200b", "").replace("\u00ad", "")
    for line in text.split("\n"):
        plain = line.strip(" \t\xa0")
        if _LONE_MARK.fullmatch(plain):
            mark = "• "
        elif mark and plain:
            lines, mark = [*lines, mark + plain], ""
        elif _HEADING.fullmatch(plain) or _FURNITURE.fullmatch(plain):
            left_out.append(plain)
        else:
            lines += _parts_of(line) if plain else [""]
    return lines, left_out


def _parts_of(line: str) -> list[str]:
    """“1. One 2. Two” and “• One • Two” as two lines."""
    plain = line.strip()
    pieces = [piece for piece in _INLINE_BULLET.split(plain) if piece.strip()]
    if _INLINE_BULLET.match(plain):
        return [f"• {piece}" for piece in pieces]
    return [pieces[0], *(f"• {piece}" for piece in pieces[1:])] if len(pieces) > 1 else _numbered_parts(line)


def _numbered_parts(line: str) -> list[str]:
    starts = list(_INLINE_NUMBER.finditer(line))
    numbers = [int(found[1]) for found in starts]
    if len(numbers) < _FEWEST_INLINE or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return [line]
    ends = [*(found.start() for found in starts[1:]), len(line)]
    before = line[: starts[0].start()].strip()
    return [*filter(None, [before]), *(line[found.start() : end] for found, end in zip(starts, ends, strict=True))]


def _marker(line: str) -> tuple[str, str]:
    """What kind of mark a line begins with, and the rest; two empty texts where it begins with none."""
    plain = line.strip(" \t\xa0")
    for kind, pattern in _MARKERS.items():
        found = pattern.match(plain)
        if found and plain[found.end() :].strip():
            return kind, plain[found.end() :]
    return "", ""


def _top(kinds: Sequence[str]) -> set[str]:
    """The kinds that begin an item: that of the first. A letter i) is one of letters too, where they are counted so."""
    first = kinds[0]
    if first in ("letter", "roman"):
        return {"letter", "roman"}
    return {first}


def _marked_items(marked: Sequence[tuple[str, tuple[str, str]]], top: set[str]) -> Iterator[str]:
    """What another mark begins is a part of its item. Words before the first mark are an item of their own only as a sentence."""
    item, begun = "", False
    for line, (kind, rest) in marked:
        if kind in top:
            if begun or _ENDS_SENTENCE.search(item):
                yield item
            item, begun = rest, True
        else:
            item = _joined(item, line)
    yield item


def _unmarked_items(lines: Sequence[str]) -> Iterator[str]:
    """By empty lines where there are any between; else an item ends with a line that ends a sentence, if one does."""
    text = [line for line in lines if line]
    whole = "\n".join(lines).strip("\n")
    if "\n\n" in whole:
        yield from (" ".join(_wrapped(paragraph)) for paragraph in re.split(r"\n{2,}", whole))
        return
    sentences = any(_ENDS_SENTENCE.search(line.strip()) for line in text)
    item = ""
    for line in text:
        starts = line.strip()[:1].isupper() and (not sentences or bool(_ENDS_SENTENCE.search(item)))
        if item and starts:
            yield item
            item = ""
        item = _joined(item, line)
    yield item


def _wrapped(paragraph: str) -> list[str]:
    item = ""
    for line in paragraph.split("\n"):
        item = _joined(item, line)
    return [item]


def _joined(item: str, line: str) -> str:
    """“decision-” goes on with “making”."""
    item, line = item.rstrip(), line.strip(" \t\xa0")
    if not item or not line:
        return item + line
    return item + line if re.search(r"\w-$", item) and line[0].islower() else f"{item} {line}"


def _tidied(item: str) -> str:
    return re.sub(r"\s+", " ", item).strip(" \t;")


def _key(item: str) -> str:
    return re.sub(r"\W+", " ", item).casefold().strip()
