"""One thing that is missing, as lists of what is still to do show it."""

from dataclasses import dataclass

TO_MEND, TO_WRITE, TO_ANSWER, LATE, WAITING, NOT_MODERATED = "To fix", "To write", "To answer", "Late", "Waiting", "Not moderated"
_COLOURS = {TO_MEND: "red", TO_WRITE: "yellow", TO_ANSWER: "yellow", LATE: "red", WAITING: "purple", NOT_MODERATED: "grey"}


@dataclass(frozen=True)
class Lack:
    """One thing that is missing; `href` is where to fix it, `status` the word on its tag."""

    text: str
    status: str
    href: str = ""
    hint: str = ""

    @property
    def colour(self) -> str:
        return _COLOURS[self.status]
