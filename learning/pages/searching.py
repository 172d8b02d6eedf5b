"""Events of the calendar found by number, by name, by what they are for and where they are."""

from django.db.models import Q

from foundation.accounts.models import Person
from foundation.documents.formats import short_date
from foundation.lookups.folding import holding_words
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted
from learning.models import LearningEvent

EVENT_TEXTS = (
    TextSource("event_name", "Event", LearningEvent, "name"),
    TextSource("objectives", "What it is for", LearningEvent, "objectives"),
)


def _events(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    conditions = [Q(number=sought.number)] if sought.number is not None else by_texts(EVENT_TEXTS, sought)
    if sought.number is None:
        conditions.append(holding_words(sought.words, "name", "place"))
    visible = LearningEvent.objects.visible_to(person).order_by("-first_day", "-number")
    rows, count = page_of_rows(visible, conditions, wanted)
    # The name is the title already.
    passages = quoted(EVENT_TEXTS[1:], sought, [row.pk for row in rows])
    found = (
        Found(row.name, row.get_absolute_url(), f"{row.get_kind_display()}, {short_date(row.first_day)}", passages[row.pk]) for row in rows
    )
    return Matches(tuple(found), count)


EVENTS = SearchKind("events", "Learning", 100, _events, EVENT_TEXTS, called=("training", "event"))
