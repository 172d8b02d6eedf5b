"""How wide a table's columns are, so that no word is broken in two. Pure; the widths of letters are those of Arial Bold."""

from collections.abc import Iterable, Sequence

from foundation.documents import Table, cells_of

# Thousandths of the letter size, from the published metrics of Helvetica Bold, which Arial Bold was made to match.
_LETTERS = (
    (278, " '’,./\\Iijl|"),
    (333, "!()-[]:;`ft·"),
    (389, "*r{}"),
    (500, "z“”"),
    (556, "$0123456789_acesJvxyk–"),
    (584, "+<=>~^−"),
    (611, "FLTZbdghnopqu?"),
    (667, "EPSVXY"),
    (722, "&ABCDHKNRU"),
    (778, "GOQw"),
    (833, "M"),
    (889, "%m"),
    (944, "W"),
    (975, "@"),
)
_WIDTHS = {letter: width for width, letters in _LETTERS for letter in letters}
_OTHER = 1000
# Left and right of the text in a cell, in points: Word's own 0.19 cm each, and a little for rounding.
_PADDING = 12.0


def text_width(text: str, size: float) -> float:
    """Points that `text` takes in bold letters of `size` points."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text) * size / 1000


def column_widths(table: Table, room: float, size: float) -> list[float]:
    """Points of each column, together `room`: as the table's relative widths say, but each with room for its longest word."""
    least = _least(table, room, size)
    if sum(least) >= room:
        return [room * width / sum(least) for width in least]
    shares = [column.width for column in table.columns]
    return _filled(least, shares, room)


def fits(table: Table, room: float, size: float) -> bool:
    """Whether no word of it need be broken in `room` points."""
    return sum(_least(table, room, size)) <= room


def _least(table: Table, room: float, size: float) -> list[float]:
    longest = [max(text_width(word, size) for word in _words(table, index)) for index in range(len(table.columns))]
    # Somebody may have typed an address without an end: that may be broken.
    return [min(width, room / 4) + _PADDING for width in longest]


def _filled(least: Sequence[float], shares: Sequence[float], room: float) -> list[float]:
    """Columns whose share is too narrow get what they need; the others divide the rest by their shares."""
    tight: set[int] = set()
    while True:
        rest = room - sum(least[index] for index in tight)
        whole = sum(share for index, share in enumerate(shares) if index not in tight)
        widths = [least[index] if index in tight else rest * share / whole for index, share in enumerate(shares)]
        narrow = {index for index, width in enumerate(widths) if index not in tight and width < least[index]}
        if not narrow:
            return widths
        tight |= narrow


def _words(table: Table, column: int) -> Iterable[str]:
    """The words that may not be broken. Word breaks a line at a hyphen too, so its parts count by themselves."""
    for text in [table.header[column], *(cells_of(row)[column].shown for row in table.rows)]:
        for word in text.split() or [""]:
            parts = word.split("-")
            yield from (*(f"{part}-" for part in parts[:-1]), parts[-1])
