"""Commissioned work, found by number and by its words."""

from django.db.models import Q

from commissions.enums import CommissionState
from commissions.models import Commission
from foundation.accounts.models import Person
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted

# An answer that is being written is its writer's.
_ANSWERED = Q(state=CommissionState.ANSWERED)
COMMISSION_TEXTS = (
    TextSource("question", "Question", Commission, "question"),
    TextSource("scope", "Scope", Commission, "scope"),
    TextSource("method", "Method", Commission, "approach"),
    TextSource("commission_answer", "Answer", Commission, "answer", where=_ANSWERED, kept=_ANSWERED),
)


def _commissions(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    conditions = [Q(number=sought.number)] if sought.number is not None else by_texts(COMMISSION_TEXTS, sought)
    rows, count = page_of_rows(Commission.objects.visible_to(person), conditions, wanted)
    passages = quoted(COMMISSION_TEXTS[1:], sought, [row.pk for row in rows])
    found = (
        Found(row.question, row.get_absolute_url(), f"{row.short_name}, {row.get_state_display().lower()}", passages[row.pk])
        for row in rows
    )
    return Matches(tuple(found), count)


COMMISSIONS = SearchKind(
    "commissions", "Commissioned work", 140, _commissions, COMMISSION_TEXTS, called=("commissioned work", "commission")
)
