"""Colours of the grades: plain hex, for pages, charts and documents alike.

They are written once, in `palette.json`: `assets/build.mjs` makes the variables of the style sheet from the same file. Each grade is
darker than the one above it, so they keep their order in greyscale and for the common kinds of colour blindness; the text on each has a
contrast of at least 7 to 1. A grade is never shown by colour alone: its letters are shown with it.
"""

import json
from dataclasses import dataclass
from pathlib import Path

_PALETTE = json.loads(Path(__file__).with_suffix(".json").read_text())
INK: str = _PALETTE["ink"]
PAPER: str = _PALETTE["paper"]
SECONDARY_INK: str = _PALETTE["muted"]
RULE: str = _PALETTE["rule"]
LINE: str = _PALETTE["line"]
# What a signal means on a control chart: its shape says so too, and each fill differs from the others in greyscale.
IMPROVEMENT, CONCERN, NEITHER = (str(_PALETTE["signals"][name]) for name in ("improvement", "concern", "neither"))
# That of the pages (`assets/scss/_govuk.scss`), with what takes its place where there is none.
FONT = "Noto Sans, Liberation Sans, Arial, sans-serif"

NOT_APPLICABLE = "NA"


@dataclass(frozen=True)
class GradeStyle:
    """How a grade looks: its fill and the text on it."""

    fill: str
    text: str


# By the grade's code, which is also its letters where the whole name has no room.
GRADE_STYLES = {code: GradeStyle(each["fill"], each["text"]) for code, each in _PALETTE["grades"].items()}
GRADE_COLOURS = {grade: look.fill for grade, look in GRADE_STYLES.items()}
