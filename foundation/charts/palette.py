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
FONT = "Noto Sans, Liberation Sans, Arial, sans-serif"

NOT_APPLICABLE = "Not applicable"


@dataclass(frozen=True)
class GradeLook:
    """How a grade looks: its fill, the text on it, and its letters where the whole name has no room."""

    fill: str
    text: str
    letters: str


GRADE_LOOKS = {
    NOT_APPLICABLE: GradeLook("#fafafa", INK, "NA"),
    "Outstanding": GradeLook("#cfe0f3", INK, "O"),
    "Good": GradeLook("#9acfb4", INK, "G"),
    "Requires improvement to be good": GradeLook("#d69a2e", INK, "RI"),
    "Inadequate": GradeLook("#8c2020", PAPER, "I"),
}
GRADE_COLOURS = {grade: look.fill for grade, look in GRADE_LOOKS.items()}
