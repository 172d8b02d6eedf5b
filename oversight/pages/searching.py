"""Decisions of check and challenge meetings, found by their words. Minutes are not in the index: a record is read as a whole."""

from audits.queries.restrictions import closed_words
from foundation.accounts.models import Person
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted
from oversight.models import MeetingDecision

DECISION_TEXTS = (
    TextSource("decision", "Decision", MeetingDecision, "text"),
    TextSource("decision_outcome", "What came of it", MeetingDecision, "outcome"),
)


def _decisions(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    visible = MeetingDecision.objects.visible_to(person).select_related("meeting__cycle", "owner").order_by("-pk")
    rows, count = page_of_rows(visible, by_texts(DECISION_TEXTS, sought), wanted)
    passages = quoted(DECISION_TEXTS[1:], sought, [row.pk for row in rows])
    closed = closed_words(person)
    found = [
        Found(row.text, row.get_absolute_url(), f"{row.owner}, {row.get_state_display().lower()}", passages[row.pk])
        for row in rows
        if not closed.are_in(f"{row.text}\n{row.outcome}")
    ]
    return Matches(tuple(found), count - len(rows) + len(found))


DECISIONS = SearchKind("decisions", "Decisions of check and challenge", 150, _decisions, DECISION_TEXTS)
