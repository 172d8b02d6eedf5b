"""What the draft of an audit gives away before its practitioner reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audits.queries.grade_words import words_for_grades
from foundation.council.clock import today
from foundation.guard.free_text import GRADE, Find, finds_in


@dataclass(frozen=True)
class GradeWord:
    """A grade named in the words of a part, for the auditor to look at before the draft is shown."""

    heading: str
    find: Find


def grades_named_in(parts: Iterable[Mapping[str, str]]) -> list[GradeWord]:
    words = words_for_grades()
    return [
        GradeWord(part["heading"], find)
        for part in parts
        for find in finds_in(part["text"], written_on=today(), grades=words)
        if find.kind == GRADE
    ]
