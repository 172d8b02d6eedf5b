"""How grades, states, KPI status and direction look: always a word and a shape, with colour only added.

One table each, so that a grade or a state looks the same on every page.
"""

from dataclasses import dataclass, replace

# Outlines on a 16 × 16 square; drawn in the tag's own text colour.
SHAPES = {
    "star": "M8 .8l2.2 4.7 5.1.6-3.8 3.5 1 5.1L8 12.2l-4.5 2.5 1-5.1L.7 6.1l5.1-.6z",
    "disc": "M8 1.5a6.5 6.5 0 110 13 6.5 6.5 0 010-13z",
    "triangle": "M8 1.5l7 12.5H1z",
    "square": "M2 2h12v12H2z",
    "dash": "M2 6.5h12v3H2z",
    "ring": "M8 1.5a6.5 6.5 0 110 13 6.5 6.5 0 010-13zm0 2.5a4 4 0 100 8 4 4 0 000-8z",
    "diamond": "M8 .5L15.5 8 8 15.5.5 8z",
    "up": "M8 1l6 6.5h-4V15H6V7.5H2z",
    "down": "M8 15l6-6.5h-4V1H6v7.5H2z",
    "level": "M1 5h14v2.5H1zM1 9.5h14V12H1z",
}


@dataclass(frozen=True)
class TagStyle:
    word: str
    shape: str
    name: str
    short: str = ""


class WordedGrade(str):
    """A grade as the council words it, which still knows its code: how it looks goes by the code, whatever it is called."""

    code: str

    def __new__(cls, word: str, code: str) -> "WordedGrade":
        worded = super().__new__(cls, word)
        worded.code = code
        return worded

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # what a copy is made from: the code too
        return str(self), self.code


NOT_GRADED = TagStyle("Not graded", "ring", "not-graded")
# By the grade's code.
GRADES = {
    "O": TagStyle("Outstanding", "star", "outstanding"),
    "G": TagStyle("Good", "disc", "good"),
    "RI": TagStyle("Requires improvement to be good", "triangle", "requires-improvement", short="Requires improvement"),
    "I": TagStyle("Inadequate", "square", "inadequate"),
    "NA": TagStyle("Not applicable", "dash", "not-applicable"),
    "": NOT_GRADED,
}

KPI_STATUSES = {
    1: TagStyle("Overall good or improving", "disc", "good"),
    2: TagStyle("Improving but impact still concerning", "triangle", "requires-improvement"),
    3: TagStyle("Not improving", "square", "inadequate"),
}

# What a control chart says of a figure's latest month and of its target: the shapes are those on the chart.
SIGNALS = {
    "improvement": TagStyle("Improvement", "disc", "good"),
    "concern": TagStyle("Concern", "square", "inadequate"),
    "neither": TagStyle("Signal", "diamond", "not-graded"),
    "none": TagStyle("No signal", "dash", "not-graded"),
}
ASSURANCES = {
    "met": TagStyle("Will meet the target every month", "disc", "good"),
    "missed": TagStyle("Will miss the target every month", "square", "inadequate"),
    "by chance": TagStyle("May meet or miss the target by chance", "ring", "not-graded"),
}

# The colour of a state's tag, by the state's own words in lower case. A state that is not here is grey.
STATE_COLOURS = {
    "in progress": "blue",
    "running": "blue",
    "open": "blue",
    "auditing": "blue",
    "moderating": "purple",
    "submitted": "purple",
    "waiting for moderation": "purple",
    "awaiting moderation": "purple",
    "done": "teal",
    "done, to be verified": "teal",
    "awaiting verification": "teal",
    "returned": "orange",
    "sent back": "orange",
    "opened again": "orange",
    "not effective": "orange",
    "due soon": "yellow",
    "waiting": "yellow",
    "asked for": "yellow",
    "overdue": "red",
    "late": "red",
    "failed": "red",
    "refused": "red",
    "moderated": "green",
    "released": "green",
    "released without moderation": "green",
    "verified": "green",
    "effective": "green",
    "complete": "green",
    "audits complete": "green",
    "completed": "green",
    "approved": "green",
    "finished": "green",
    "ready": "green",
}


def grade_style(grade: str | None) -> TagStyle:
    """The look of a grade, worded or by its code; one that is not known keeps its word and has a ring."""
    if isinstance(grade, WordedGrade):
        style = GRADES[grade.code]
        return replace(style, word=str(grade)) if grade else style
    return GRADES.get(grade or "") or TagStyle(str(grade), "ring", "not-graded")


def state_colour(state: object) -> str:
    return STATE_COLOURS.get(str(state).strip().casefold(), "grey")


def direction_style(change: float | None, polarity: str) -> TagStyle:
    """Arrow from the sign of the change, colour and judgement from the polarity: higher, lower or neutral is better."""
    if change is None:
        return TagStyle("No earlier figure", "dash", "none")
    if change == 0:
        return TagStyle("No change", "level", "none")
    word, shape = ("Up", "up") if change > 0 else ("Down", "down")
    wanted = {"higher": "up", "lower": "down"}.get(str(polarity).casefold().partition("_")[0].partition(" ")[0])
    if wanted is None:
        return TagStyle(word, shape, "none")
    return TagStyle(f"{word}, better", shape, "better") if wanted == shape else TagStyle(f"{word}, worse", shape, "worse")
