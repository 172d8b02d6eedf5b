"""Colours of the grades: plain hex, for pages, charts and documents alike.

Each is darker than the one above it, so they keep their order in greyscale; blue against orange survives the common kinds of colour
blindness; the text on each has a contrast of at least 4.5 to 1. A grade is never shown by colour alone: its letters stand with it.
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
    "Outstanding": GradeLook("#c0dff2", INK, "O"),
    "Good": GradeLook("#7fbbe3", INK, "G"),
    "Requires improvement to be good": GradeLook("#c6641a", INK, "RI"),
    "Inadequate": GradeLook("#6d1a1a", PAPER, "I"),
}
GRADE_COLOURS = {grade: look.fill for grade, look in GRADE_LOOKS.items()}
