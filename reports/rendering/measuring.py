"""How much room words take, so that none runs over its box. The widths of letters are those of Arial Bold, the widest that is used."""

from collections.abc import Iterator, Sequence

from .column_widths import text_width

# A line is as high as this many times its letters.
LINE_HEIGHT = 1.22


def lines_of(text: str, size: float, room: float) -> list[str]:
    """The lines in which `text` is set in letters of `size` points, in a box as wide as `room` points."""
    return [line for typed in text.split("\n") for line in _wrapped(typed, size, room)]


def height_of(text: str, size: float, room: float) -> float:
    """Points from the top of its first line to the foot of its last."""
    return len(lines_of(text, size, room)) * size * LINE_HEIGHT


def _wrapped(text: str, size: float, room: float) -> Iterator[str]:
    line = ""
    for word in (piece for each in text.split() for piece in _broken(each, size, room)):
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size) > room:
            yield line
            line = word
        else:
            line = longer
    yield line


def _broken(word: str, size: float, room: float) -> Iterator[str]:
    """A word, or the parts of one that is longer than a line."""
    while text_width(word, size) > room and len(word) > 1:
        fits = next(at for at in range(len(word) - 1, 0, -1) if at == 1 or text_width(word[:at], size) <= room)
        yield word[:fits]
        word = word[fits:]
    yield word


def in_boxes(heights: Sequence[float], room: float) -> list[slice]:
    """Which of the pieces that are so high go together into each box as high as `room`; one higher than a box has its own."""
    boxes: list[slice] = []
    start, used = 0, 0.0
    for at, height in enumerate(heights):
        if at > start and used + height > room:
            boxes.append(slice(start, at))
            start, used = at, 0.0
        used += height
    return [*boxes, slice(start, len(heights))] if heights else []
