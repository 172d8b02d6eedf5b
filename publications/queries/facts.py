"""Facts of an issue of the newsletter: those that all staff may read, and those of its text that are not so any more."""

from insight.facts import ComputedFact, FactReader, facts_for_others
from insight.facts.standing import FalseFact, false_facts
from insight.queries.inserted import inserted_at
from performance.queries import FigureReader
from publications.models import Publication


def facts_offered(publication: Publication) -> list[ComputedFact]:
    """Of the months of the issue, the most telling first; none of other kinds, whose findings are themes."""
    if not (publication.is_newsletter and publication.first_month and publication.last_month):
        return []
    return facts_for_others(FactReader(publication.first_month, publication.last_month))


def facts_no_longer_so(publication: Publication) -> list[FalseFact]:
    rows = list(inserted_at(publication)) if publication.is_newsletter else []
    return false_facts(rows, FigureReader()) if rows else []
