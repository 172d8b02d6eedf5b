"""No heading of a Word table breaks inside a word: each column has room for its longest one."""

import pytest

from foundation.documents import Column, Table
from reports.rendering.column_widths import column_widths, text_width

# Points that a cell's own margins take, left and right together.
MARGINS = 10.8


def table(*header: str, widths: tuple[int, ...] = ()) -> Table:
    columns = [Column(text, numeric=True, width=width) for text, width in zip(header, widths or [1] * len(header), strict=True)]
    return Table("A table", columns, [["1"] * len(header)])


@pytest.mark.parametrize(("text", "points"), [("Observations", 54.3), ("Inadequate", 44.87), ("10,000", 25.98), ("", 0)])
def test_words_are_as_wide_as_the_fonts_metrics_say(text, points):
    # Sums of Arial Bold's advance widths at 8.5 points, taken by hand from the font's table.
    assert text_width(text, 8.5) == pytest.approx(points, abs=0.1)


def test_a_column_that_its_share_would_make_too_narrow_takes_what_its_word_needs():
    narrow, wide = column_widths(table("Inadequate", "Comment", widths=(1, 20)), room=480, size=8.5)

    assert narrow >= text_width("Inadequate", 8.5) + MARGINS
    assert narrow + wide == pytest.approx(480)


def test_columns_with_room_keep_their_shares():
    assert column_widths(table("A", "B", widths=(1, 3)), room=400, size=8.5) == [100, 300]


def test_a_word_without_end_does_not_take_the_page():
    widths = column_widths(table("https://" + "x" * 200, "Comment"), room=480, size=8.5)

    assert sum(widths) == pytest.approx(480)
    assert widths[1] > 200
