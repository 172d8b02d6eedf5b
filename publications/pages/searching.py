"""What is in the practice library, found by its title and words."""

from django.db.models import Q

from foundation.accounts.models import Person
from foundation.lookups.folding import holding_words
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted
from publications.enums import UNPUBLISHED
from publications.models import Publication

# A draft is its writer's; its words are looked for once they are published.
_PUBLISHED = ~Q(state__in=UNPUBLISHED)
PUBLICATION_TEXTS = (TextSource("publication", "Text", Publication, "words", where=_PUBLISHED, kept=_PUBLISHED),)


def _publications(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    conditions = [Q(number=sought.number)] if sought.number is not None else by_texts(PUBLICATION_TEXTS, sought)
    if sought.number is None:
        conditions.append(holding_words(sought.words, "title"))
    rows, count = page_of_rows(Publication.objects.visible_to(person), conditions, wanted)
    passages = quoted(PUBLICATION_TEXTS, sought, [row.pk for row in rows])
    found = (
        Found(row.title, row.get_absolute_url(), f"{row.get_kind_display()}, {row.get_state_display().lower()}", passages[row.pk])
        for row in rows
    )
    return Matches(tuple(found), count)


PUBLICATIONS = SearchKind("publications", "Practice library", 110, _publications, PUBLICATION_TEXTS, called=("alert", "publication"))
