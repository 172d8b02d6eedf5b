"""Grades in the council's own words, for pages, forms and files."""

from audits.calculations.grades import ALSO_CALLED, word_of
from audits.enums import PRACTICE_GRADES, Grade
from foundation.council.words import grade_in_our_words


def grade_word(grade: str | None) -> str:
    """“RI” → “Requires improvement to be good”, or however the council words it; empty for no grade."""
    return grade_in_our_words(word_of(grade))


def grade_choices(*left_out: Grade) -> list[tuple[str, str]]:
    """Every grade but those left out, best first, for a field."""
    return [(grade.value, grade_word(grade)) for grade in Grade if grade not in left_out]


def words_for_grades() -> list[str]:
    """Every way in which a text names a grade."""
    return [*(grade_word(grade) for grade in PRACTICE_GRADES), *ALSO_CALLED]
