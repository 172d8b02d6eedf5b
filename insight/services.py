"""What is kept of computed facts: which of them stand in which text."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Max

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.council.months import month_code
from insight.facts import ComputedFact
from insight.models import InsertedFact
from insight.queries.inserted import inserted_at
from insight.stored import FACT_FIGURES


@transaction.atomic
def keep_inserted(
    *, actor: Person, target: models.Model, text: str, offered: Iterable[ComputedFact], place: str = ""
) -> list[InsertedFact]:
    """Remember which of the facts on offer the text has, in their own words; and forget those that it has no more. Returns the new ones.

    A part of writing the text, in its transaction. The words of a fact that was inserted before and is not on offer now, since it is so no
    longer, stay known as its words.
    """
    held = {row.key: row for row in inserted_at(target, place)}
    gone = [row.pk for row in held.values() if row.sentence not in text]
    if gone:
        InsertedFact.objects.filter(pk__in=gone).delete()
    stands = [row for row in held.values() if row.pk not in gone]
    keys, sentences = {row.key for row in stands}, {row.sentence for row in stands}
    new: list[ComputedFact] = []
    for fact in offered:
        # Two periods may find the same: its words are then remembered as the first of them.
        if fact.sentence in text and fact.key not in keys and fact.sentence not in sentences:
            new.append(fact)
            keys.add(fact.key)
            sentences.add(fact.sentence)
    after = _latest_entry() if new else 0
    return InsertedFact.objects.bulk_create(_row(actor, target, place, fact, after) for fact in new)


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
        after_entry=after,
        inserted_by=actor,
        inserted_on=today(),
    )


def _latest_entry() -> int:
    return Entry.objects.aggregate(latest=Max("pk"))["latest"] or 0
