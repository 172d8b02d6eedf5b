"""Indicators found by their names and definitions, and what people say of an indicator's month."""

from django.db.models import Q

from foundation.accounts.models import Person
from foundation.council.months import month_name
from foundation.council.words import as_stored
from foundation.lookups.folding import holding_words
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, page_of_rows, quoted
from performance.models import Commentary, Indicator
from performance.permissions import can_publish

INDICATOR_TEXTS = (TextSource("definition", "Definition", Indicator, "definition"),)
# A comment that nobody has handed in yet is its writer's alone.
_HANDED_IN = Q(written_on__isnull=False)
PUBLISHED_TEXTS = (
    TextSource("published_comment", "Comment", Commentary, "published_comment"),
    TextSource("published_action", "Action in the comment", Commentary, "published_action"),
)
HANDED_IN_TEXTS = (
    TextSource("comment", "Comment", Commentary, "comment", where=_HANDED_IN, kept=_HANDED_IN),
    TextSource("comment_action", "Action in the comment", Commentary, "action", where=_HANDED_IN, kept=_HANDED_IN),
)


def _indicators(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    """Figures are aggregates: everyone may read them. A number is never the name of one, though many name 12 months."""
    if sought.number is not None:
        return Matches()
    conditions = [holding_words(as_stored(sought.words), "label", "measure__name"), *by_texts(INDICATOR_TEXTS, sought)]
    rows, count = page_of_rows(Indicator.objects.all(), conditions, wanted)
    passages = quoted(INDICATOR_TEXTS, sought, [row.pk for row in rows])
    found = (
        Found(str(row), row.get_absolute_url(), f"{row.get_series_display()}, {row.get_basis_display().lower()}", passages[row.pk])
        for row in rows
    )
    return Matches(tuple(found), count)


def _comments(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    """What is published is for everybody, for the Board in released months; what is handed in, for the people who publish and for the
    person who was asked or whose indicator it is.
    """
    drafts = Q() if can_publish(person) else Q(asked_of=person) | Q(indicator__owner=person)
    conditions = by_texts(PUBLISHED_TEXTS, sought) + [condition & drafts for condition in by_texts(HANDED_IN_TEXTS, sought)]
    visible = Commentary.objects.select_related("indicator__measure").order_by("-month", "-pk")
    rows, count = page_of_rows(visible, conditions, wanted)
    keys = [row.pk for row in rows]
    own = list(Commentary.objects.filter(drafts, pk__in=keys).order_by().values_list("pk", flat=True)) if keys else []
    passages, handed_in = quoted(PUBLISHED_TEXTS, sought, keys), quoted(HANDED_IN_TEXTS, sought, own)
    found = (
        Found(str(row.indicator), row.indicator.get_absolute_url(), month_name(row.month), passages[row.pk] or handed_in.get(row.pk, ()))
        for row in rows
    )
    return Matches(tuple(found), count)


INDICATORS = SearchKind("indicators", "Indicators", 80, _indicators, INDICATOR_TEXTS)
COMMENTS = SearchKind("comments", "Comments on figures", 90, _comments, PUBLISHED_TEXTS + HANDED_IN_TEXTS)
