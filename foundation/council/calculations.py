"""Whether a colour can be read, what kind of picture some bytes are, a text in the council's words. Pure functions on plain values."""

import re
import zlib
from itertools import takewhile

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_START, JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
THIRD_GRADE = "Requires improvement to be good"
_IN_CARE = re.compile(r"\b(cared for|looked after)\b", re.IGNORECASE)


def contrast_with_white(colour: str) -> float:
    """WCAG's contrast ratio of `#rrggbb` against white: 1 for white itself, 21 for black."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def picture_type(content: bytes) -> str | None:
    """`image/png` or `image/jpeg` by what the bytes are, whatever the file was called; None for anything else."""
    if _is_png(content):
        return "image/png"
    if content.startswith(JPEG_START) and content.rstrip(b"\x00").endswith(JPEG_END):
        return "image/jpeg"
    return None


def _is_png(content: bytes) -> bool:
    """Every part is whole, the first is the header and the last the end: nothing is hidden behind it."""
    if not content.startswith(PNG_SIGNATURE):
        return False
    kinds = _png_parts(content)
    return kinds[:1] == [b"IHDR"] and kinds[-1:] == [b"IEND"]


def _png_parts(content: bytes) -> list[bytes]:
    """The names of a PNG's parts; empty where one is damaged or cut off."""
    kinds, start = [], len(PNG_SIGNATURE)
    while start < len(content):
        length = int.from_bytes(content[start : start + 4], "big")
        end = start + 8 + length
        if content[end : end + 4] != zlib.crc32(content[start + 4 : end]).to_bytes(4, "big"):
            return []
        kinds.append(content[start + 4 : start + 8])
        start = end + 4
    before_end = list(takewhile(lambda kind: kind != b"IEND", kinds))
    return kinds if len(before_end) == len(kinds) - 1 else []


def worded(text: str, cared_for: str, third_grade: str) -> str:
    """`text` with these words for children in the council's care and for the third grade; a capital stays one."""

    def put(found: re.Match[str]) -> str:
        return cared_for[:1].upper() + cared_for[1:] if found[0][0].isupper() else cared_for

    return _IN_CARE.sub(put, text).replace(THIRD_GRADE, third_grade)
