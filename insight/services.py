"""What is kept of computed facts: which of them stand in which text."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Max

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.council.months import month_code
from insight.facts import ComputedFact, FactReader, facts_of_period
from insight.facts.indicators import INDICATORS
from insight.models import InsertedFact
from insight.queries.fact_rows import domain_keys
from insight.queries.inserted import inserted_at
from insight.stored import FACT_FIGURES
from performance.models import Commentary


@transaction.atomic
def keep_inserted(
    *, actor: Person, target: models.Model, text: str, offered: Iterable[ComputedFact], place: str = ""
) -> list[InsertedFact]:
    """Remember which of the facts on offer the text has, in their own words; and forget those that it has no more. Returns the new ones.

    A part of writing the text, in its transaction. The words of a fact that was inserted before and is not on offer now, since it is so no
    longer, stay known as its words.
    """
    held = list(inserted_at(target, place))
    gone = [row.pk for row in held if row.sentence not in text]
    if gone:
        InsertedFact.objects.filter(pk__in=gone).delete()
    new = _not_known([fact for fact in offered if fact.sentence in text], [row for row in held if row.pk not in gone])
    after = _latest_entry() if new else 0
    return InsertedFact.objects.bulk_create(_row(actor, target, place, fact, after) for fact in new)


def _not_known(found: Iterable[ComputedFact], known: Iterable[InsertedFact]) -> list[ComputedFact]:
    """Each key and each sentence once. Two periods may find the same: its words are then remembered as the first of them."""
    said = {each for row in known for each in (row.key, row.sentence)}
    new: list[ComputedFact] = []
    for fact in found:
        if not said & {fact.key, fact.sentence}:
            said |= {fact.key, fact.sentence}
            new.append(fact)
    return new


def keep_in_comment(*, actor: Person, commentary: Commentary) -> None:
    """Remember the facts on the indicator in a comment that is written; and as long as the published words have them."""
    words = (commentary.comment, commentary.action, commentary.published_comment, commentary.published_action)
    text, month = "\n".join(words), commentary.month
    # Each of these facts begins with a domain; a comment is saved every few seconds while it is written, mostly without any.
    may_have_some = any(f"{name}:" in text for name in domain_keys())
    offered = facts_of_period(FactReader(month, month).period(month, month), INDICATORS) if may_have_some else []
    keep_inserted(actor=actor, target=commentary, text=text, offered=offered)


def _row(actor: Person, target: models.Model, place: str, fact: ComputedFact, after: int) -> InsertedFact:
    first, last = fact.period or (fact.months[0], fact.months[-1])
    return InsertedFact(
        target_type=ContentType.objects.get_for_model(target),
        target_id=str(target.pk),
        place=place,
        kind=fact.kind,
        key=fact.key,
        sentence=fact.sentence,
        figures=FACT_FIGURES.write(figures=dict(fact.figures)),
        months=[month_code(month) for month in fact.months],
        first_month=first,
        last_month=last,
        cohort=fact.cohort,
        after_entry=after,
        inserted_by=actor,
        inserted_on=today(),
    )


def _latest_entry() -> int:
    return Entry.objects.aggregate(latest=Max("pk"))["latest"] or 0
