"""Comments and actions that come with a file of figures."""

from foundation.accounts.models import Person
from performance.imports.reading import Words
from performance.models import Commentary, Import, Indicator
from performance.services.commentary import write_comment

from .outcomes import ImportOutcome, WordsChange


def words_changed(words: list[Words]) -> list[WordsChange]:
    """Those of a file's words that are not stored so."""
    if not words:
        return []
    given = {(each.indicator, each.month): each for each in words}
    held = {
        (slug, month): (comment, action)
        for slug, month, comment, action in Commentary.objects.filter(
            indicator__slug__in={slug for slug, _ in given}, month__in={month for _, month in given}
        ).values_list("indicator__slug", "month", "comment", "action")
    }
    named = Indicator.objects.in_bulk({slug for slug, _ in given}, field_name="slug")
    return [change for key, each in given.items() if (change := _change(each, held.get(key, ("", "")), str(named[each.indicator])))]


def _change(given: Words, was: tuple[str, str], label: str) -> WordsChange | None:
    comment, action = given.comment or was[0], given.action or was[1]
    return None if (comment, action) == was else WordsChange(given.indicator, given.month, comment, action, was, given.row, label)


def store_words(outcome: ImportOutcome, actor: Person, source: Import) -> None:
    """In the actor's name, as if typed on the page; the status of the month stays."""
    indicators = Indicator.objects.in_bulk({each.indicator for each in outcome.words}, field_name="slug")
    for each in outcome.words:
        indicator = indicators[each.indicator]
        status = Commentary.objects.filter(indicator=indicator, month=each.month).values_list("status", flat=True).first()
        write_comment(
            actor=actor, indicator=indicator, month=each.month, status=status, comment=each.comment, action=each.action, batch=source
        )
