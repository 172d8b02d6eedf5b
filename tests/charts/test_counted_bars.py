"""Numbers as bars, cut into parts, with a mark where they are held against another."""

import re

import pytest

from foundation.charts import BarNames, CountedBar, alt_text, counted_bars, render_svg

NAMES = BarNames(("Moderated or released", "Submitted, still open"), "Expected")
PLANNED = [CountedBar("June 2023", "14 of 14 submitted", (14, 0), 14), CountedBar("July 2023", "9 of 14 submitted", (5, 4), 14)]
LONG = CountedBar("Multi-agency planning, review and decision making", "10 raised and 12 lowered of 390", (10, 12))
# From a corner to the corner that faces it: of a bar by its fill, of a mark by its width.
BAR = r'<path[^>]* d="M([\d.]+),[\d.]+h([\d.]+)v[^"]*" fill="{}"'


def widths(svg: str, fill: str) -> list[float]:
    """Of the bars with a fill, without the square of the key."""
    return [float(width) for _, width in re.findall(BAR.format(fill), svg) if float(width) != 13]


def test_parts_are_as_long_as_their_numbers():
    svg = render_svg(counted_bars(PLANNED, NAMES, "Completion").wide)
    june, july = widths(svg, "#1d70b8")
    (still_open,) = widths(svg, "#b9d3ea")

    assert july / june == pytest.approx(5 / 14, abs=0.01)
    assert still_open / june == pytest.approx(4 / 14, abs=0.01)


def test_it_is_told_in_words_with_every_row():
    assert alt_text(counted_bars(PLANNED, NAMES, "Completion").narrow) == (
        "Completion. June 2023: 14 of 14 submitted. July 2023: 9 of 14 submitted."
    )


@pytest.mark.parametrize("shape", ["wide", "middle", "narrow"])
def test_no_word_makes_it_wider_than_its_screen(shape):
    short, long = (render_svg(getattr(counted_bars(rows, NAMES, "Moved"), shape)) for rows in (PLANNED, [LONG]))
    width_of = re.compile(r'viewBox="0 0 (\d+)')

    assert abs(int(width_of.search(long)[1]) - int(width_of.search(short)[1])) <= 12
    assert "390" in long
