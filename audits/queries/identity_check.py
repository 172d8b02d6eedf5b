"""Words about an audit that look as if they said who somebody is."""

from typing import Any

from audits.models import Audit
from audits.queries.grade_words import words_for_grades
from foundation.council.clock import today
from foundation.guard.free_text import Find, finds_in
from foundation.guard.queries import known_words, sure_in


def finds_in_words(audit: Audit, *texts: str) -> list[Find]:
    """What the guard finds in words that are written about the audit outside its form, each once."""
    known = words_that_are_known(audit)
    found = {find.text: find for text in texts for find in finds_in(text, **known)}
    return list(found.values())


def words_that_are_known(audit: Audit) -> dict[str, Any]:
    """What looks like a name and is none, and the grades that a blind moderator should not read."""
    vocabulary = [*known_words(), *audit.tool.domains.values_list("name", flat=True)]
    grades = words_for_grades() if audit.cycle.blind else []
    return {"written_on": today(), "vocabulary": vocabulary, "grades": grades}


def identity_in_cohort(cohort: str) -> Find | None:
    """What in the name of a cohort surely says who a child is: Board members choose by it on Insight."""
    finds = sure_in([cohort]) if cohort else []
    return finds[0] if finds else None
