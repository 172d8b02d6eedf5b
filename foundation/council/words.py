"""The council's own words in place of the system's, in what the system itself prints: never in what somebody typed."""

from .calculations import THIRD_GRADE, worded
from .enums import CaredForWord, RequiresImprovementWord
from .models import Council


def in_our_words(text: str) -> str:
    """A label or a sentence of ours: “Cared for children” → “Looked after children” where the council says so, and the third grade."""
    council = Council.current()
    return worded(text, council.cared_for_word, council.requires_improvement_word)


def as_stored(text: str) -> str:
    """What somebody typed, in the words that the system's own labels are kept in: the other way round."""
    return worded(text, CaredForWord.CARED_FOR, RequiresImprovementWord.FULL)


def grade_in_our_words(grade: str) -> str:
    """A grade by its name, as the council words it; the other grades have one name everywhere."""
    return str(Council.current().requires_improvement_word) if grade == THIRD_GRADE else grade
