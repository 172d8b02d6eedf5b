"""The council's own words in place of the system's, in what the system itself prints: never in what somebody typed."""

from .calculations import worded
from .enums import CaredForWord, RequiresImprovementWord
from .models import Council


def in_our_words(text: str) -> str:
    """A label or a sentence of ours: “Cared for children” → “Looked after children” where the council says so, and the third grade."""
    council = Council.current()
    return worded(text, council.cared_for_word, council.requires_improvement_word)


def as_stored(text: str) -> str:
    """What somebody typed, in the words that the system's own labels are kept in: the other way round."""
    return worded(text, CaredForWord.CARED_FOR, RequiresImprovementWord.FULL)


def third_grade_in_our_words() -> str:
    """The council's wording of the third grade; the others have one name everywhere."""
    return str(Council.current().requires_improvement_word)
