"""Grades in the council's own words, for pages, forms and files."""

from audits.calculations.grades import ALSO_CALLED
from audits.enums import PRACTICE_GRADES, Grade
from foundation.council.words import third_grade_in_our_words
from foundation.govuk.tag_styles import WordedGrade


def grade_word(grade: str | None) -> WordedGrade:
    """“RI” → “Requires improvement to be good”, or however the council words it; empty for no grade. Nothing else words a grade."""
    if not grade:
        return WordedGrade("", "")
    code = Grade(grade)
    return WordedGrade(third_grade_in_our_words() if code == Grade.REQUIRES_IMPROVEMENT else str(code.label), code.value)


def grade_choices(*left_out: Grade) -> list[tuple[str, str]]:
    """Every grade but those left out, best first, for a field."""
    return [(grade.value, grade_word(grade)) for grade in Grade if grade not in left_out]


def words_for_grades() -> list[str]:
    """Every way in which a text names a grade."""
    return [*(grade_word(grade) for grade in PRACTICE_GRADES), *ALSO_CALLED]
