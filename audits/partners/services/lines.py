"""What a page of a part holds, as lines: a service compares them, and shows both versions in them where saves clash."""

from audits.queries.grade_words import grade_word
from foundation.editing.version_tokens import Lines, normalised_lines


def grade_lines(grade: str, reason: str) -> Lines:
    return normalised_lines([("Grade", grade_word(grade)), ("Evidence and reason", reason)])


def seen_lines(text: str) -> Lines:
    return normalised_lines([("What your agency saw", text)])


def joined_lines(findings: str, grade: str, agreed_with: str) -> Lines:
    return normalised_lines([("Found together", findings), ("Grade", grade_word(grade)), ("Agreed by", agreed_with)])
