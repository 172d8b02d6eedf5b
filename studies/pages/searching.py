"""Dip samples, found by number, by what they are for and what was learned. What was read in a record is not looked for."""

from django.db.models import Q

from foundation.accounts.models import Person
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted
from studies.models import Study

STUDY_TEXTS = (
    TextSource("study_title", "Dip sample", Study, "title"),
    TextSource("study_why", "What it is for", Study, "why"),
    TextSource("study_learned", "What was learned", Study, "learned"),
)


def _studies(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    conditions = [Q(number=sought.number)] if sought.number is not None else by_texts(STUDY_TEXTS, sought)
    rows, count = page_of_rows(Study.objects.visible_to(person), conditions, wanted)
    passages = quoted(STUDY_TEXTS[1:], sought, [row.pk for row in rows])
    found = (
        Found(row.title, row.get_absolute_url(), f"{row.short_name}, {row.get_state_display().lower()}", passages[row.pk]) for row in rows
    )
    return Matches(tuple(found), count)


STUDIES = SearchKind("studies", "Dip samples", 55, _studies, STUDY_TEXTS, called=("dip sample", "dip samples"))
