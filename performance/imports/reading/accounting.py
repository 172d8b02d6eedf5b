"""What of a file was passed over: every row of it gives figures, is refused, or is said here with the reason."""

from collections.abc import Iterable

_NAMED_AT_ONCE = 10

NO_FIGURE = "Rows without a figure gave nothing"
SECTIONS = "Rows with a heading and nothing else were passed over"
WORDS_OF_OTHERS = "Comments were not read, for only the whole council’s figures have one, in rows"
WORDS_OF_NONE = "Comments were not read, because no figure is beside them, in rows"
TWICE = "A figure that is given twice, the same, counts once in rows"
UNDERSTOOD_NOTHING = (
    "No {what} was found in the {rows:,} rows of this file: they are blank where one should be, or no column holds what is known here. "
    "Check that you chose the right file, the right sheet and the right row of headings."
)


class Passed:
    """Rows by why they, or something in them, gave nothing."""

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}

    def over(self, why: str, row: int) -> None:
        rows = self.rows.setdefault(why, [])
        if not rows or rows[-1] != row:
            rows.append(row)

    def say(self, rows: Iterable[int], why: str) -> None:
        for row in rows:
            self.over(why, row)

    @property
    def notes(self) -> list[str]:
        return [f"{why}: {named(rows)}." for why, rows in self.rows.items()]


def named(rows: Iterable[int]) -> str:
    """“2, 4–9 and 12”; of very many the first, and how many there are besides."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in spans[:_NAMED_AT_ONCE]]
    left = sum(last - first + 1 for first, last in spans[_NAMED_AT_ONCE:])
    if left:
        return f"{', '.join(texts)} and {left:,} more"
    return " and ".join(filter(None, [", ".join(texts[:-1]), texts[-1]])) if texts else ""
