"""Colours of the grades: plain hex, for pages, charts and documents alike.

The tags of the pages have the same (`assets/scss/_colours.scss`). Each is darker than the one above it, so they keep their order in
greyscale and for the common kinds of colour blindness; the text on each has a contrast of at least 7 to 1. A grade is never shown by
colour alone: its letters stand with it.
"""

from dataclasses import dataclass

INK = "#0b0c0c"
PAPER = "#ffffff"
SECONDARY_INK = "#484949"
RULE = "#cecece"
LINE = "#1d70b8"
# That of the pages (`assets/scss/_govuk.scss`), with what takes its place where there is none.
FONT = "Noto Sans, Liberation Sans, Arial, sans-serif"

NOT_APPLICABLE = "NA"


@dataclass(frozen=True)
class GradeStyle:
    """How a grade looks: its fill and the text on it."""

    fill: str
    text: str


# By the grade's code, which is also its letters where the whole name has no room.
GRADE_STYLES = {
    NOT_APPLICABLE: GradeStyle("#fafafa", INK),
    "O": GradeStyle("#cfe0f3", INK),
    "G": GradeStyle("#9acfb4", INK),
    "RI": GradeStyle("#d69a2e", INK),
    "I": GradeStyle("#8c2020", PAPER),
}
GRADE_COLOURS = {grade: look.fill for grade, look in GRADE_STYLES.items()}
