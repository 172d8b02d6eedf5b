"""What inspectors recommended, and the priorities of the improvement plan, found by their words."""

from django.db.models import Q

from foundation.accounts.models import Person
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted
from inspections.models import PlanPriority, ProgressNote, Recommendation

RECOMMENDATION_TEXTS = (TextSource("recommendation", "Recommendation", Recommendation, "text"),)
PRIORITY_TEXTS = (
    TextSource("priority_name", "Priority", PlanPriority, "name"),
    TextSource("good_looks_like", "What good looks like", PlanPriority, "good_looks_like"),
    TextSource("reached", "What was reached", PlanPriority, "reached"),
    TextSource("progress", "Progress", ProgressNote, "words", "priority"),
)


def _recommendations(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    visible = Recommendation.objects.visible_to(person).select_related("inspection").order_by("-inspection__first_day", "position", "pk")
    rows, count = page_of_rows(visible, by_texts(RECOMMENDATION_TEXTS, sought), wanted)
    return Matches(tuple(Found(str(row), row.get_absolute_url(), str(row.inspection)) for row in rows), count)


def _priorities(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    conditions = [Q(number=sought.number)] if sought.number is not None else by_texts(PRIORITY_TEXTS, sought)
    rows, count = page_of_rows(PlanPriority.objects.visible_to(person).select_related("owner"), conditions, wanted)
    passages = quoted(PRIORITY_TEXTS[1:], sought, [row.pk for row in rows])
    return Matches(tuple(Found(row.name, row.get_absolute_url(), str(row.owner), passages[row.pk]) for row in rows), count)


RECOMMENDATIONS = SearchKind("recommendations", "Recommendations of inspectors", 120, _recommendations, RECOMMENDATION_TEXTS)
PRIORITIES = SearchKind("priorities", "Priorities of the improvement plan", 130, _priorities, PRIORITY_TEXTS, called=("priority",))
