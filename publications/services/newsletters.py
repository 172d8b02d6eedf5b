"""An issue of the newsletter: assembled from the facts, examples and tips of its quarter, then ordered and edited."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import period_name
from foundation.moves.services import begin_move, complete_move
from insight.facts import FactReader, facts_for_others
from insight.services import keep_inserted
from publications.calculations import quarter_of
from publications.enums import PublicationKind, PublicationPart, PublicationState
from publications.models import NewsletterItem, Publication
from publications.permissions import can_begin
from publications.queries.editions import offered_items
from publications.queries.facts import facts_no_longer_so, facts_offered
from publications.stored import TEXTS

from .moves import PUBLICATIONS
from .writing import store_new, write_publication

# So many of the most telling facts are in an issue when it is assembled.
FIRST_FACTS = 5


@transaction.atomic
def assemble_newsletter(*, actor: Person, month: datetime.date, title: str = "") -> Publication:
    """A draft on the quarter of this month: its most telling facts that all staff may read, and what was published on it. One at a time."""
    require(can_begin, actor, why="The QA lead assembles the newsletter.")
    first, last = quarter_of(month)
    if first > today():
        raise ValidationError({"month": "This quarter has not begun. Choose one that has."})
    if Publication.objects.unpublished().filter(kind=PublicationKind.NEWSLETTER, first_month=first).exists():
        raise ValidationError({"month": f"A newsletter on {period_name(first, last)} is being written already. Open it in the list."})
    title = title.strip() or f"Learning from audits, {period_name(first, last)}"
    newsletter = store_new(actor, PublicationKind.NEWSLETTER, title, actor, first, last)
    facts = facts_for_others(FactReader(first, last))[:FIRST_FACTS]
    newsletter.content = TEXTS.write(texts={PublicationPart.FIGURES.value: "\n".join(f"- {fact.sentence}" for fact in facts)})
    newsletter.save(update_fields=["content"])
    keep_inserted(
        actor=actor, target=newsletter, place=PublicationPart.FIGURES.value, text=newsletter.texts[PublicationPart.FIGURES], offered=facts
    )
    items = offered_items(newsletter).order_by("kind", "-published_on", "pk")
    NewsletterItem.objects.bulk_create(
        NewsletterItem(newsletter=newsletter, item=item, position=place) for place, item in enumerate(items, start=1)
    )
    record(actor=actor, verb="publication.assembled", target=newsletter, facts=[fact.key for fact in facts], items=len(items))
    return newsletter


@transaction.atomic
def arrange_newsletter(*, actor: Person, newsletter: Publication, shown: Sequence[Publication], version: str | None = None) -> Publication:
    """Say which publications of its quarter an issue has, in this order; the others are left out."""
    move = "write_again" if newsletter.state == PublicationState.REVIEWED else "write"
    newsletter, step = begin_move(PUBLICATIONS, actor, newsletter, move, version=version)
    offered = {each.pk: each for each in offered_items(newsletter)}
    if strange := [each for each in shown if each.pk not in offered]:
        raise ValidationError(f"“{strange[0]}” is no longer published, or is not of this quarter. Open the page again.")
    before = list(newsletter.items.filter(is_shown=True).values_list("item", flat=True))
    in_order = [*dict.fromkeys(each.pk for each in shown)]
    left_out = [pk for pk in offered if pk not in in_order]
    newsletter.items.all().delete()
    NewsletterItem.objects.bulk_create(
        NewsletterItem(newsletter=newsletter, item_id=pk, position=place, is_shown=pk in in_order)
        for place, pk in enumerate([*in_order, *left_out], start=1)
    )
    newsletter.reviewed_by = newsletter.reviewed_on = None
    newsletter.writers.add(actor)
    return complete_move(actor, newsletter, step, before={"items": before}, after={"items": in_order})


@transaction.atomic
def replace_fact(*, actor: Person, newsletter: Publication, key: str) -> Publication | None:
    """Put what is so now in the place of a fact that is not so any more; None where nothing is to replace, or staff may not read it."""
    wrong = next((each for each in facts_no_longer_so(newsletter) if each.inserted.key == key), None)
    safe = {fact.key for fact in facts_offered(newsletter)}
    if wrong is None or wrong.now is None or not wrong.is_replaceable or wrong.now.key not in safe:
        return None
    text = newsletter.texts.get(PublicationPart.FIGURES, "").replace(wrong.inserted.sentence, wrong.now.sentence)
    texts = newsletter.texts | {PublicationPart.FIGURES.value: text}
    return write_publication(
        actor=actor, publication=newsletter, title=newsletter.title, summary=newsletter.summary, texts=texts, halfway=True
    )
