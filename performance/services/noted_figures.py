"""One-off counts that somebody noted."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.guard.services import check_for_identities
from foundation.statistics import plain
from performance.models import NotedFigure
from performance.permissions import can_import

DENIED_BECAUSE = "Only a performance analyst or a QA lead can note figures."


@transaction.atomic
def note_figure(
    *,
    actor: Person,
    words: str,
    value: Decimal,
    day: datetime.date,
    source: str,
    parts: Sequence[tuple[str, Decimal]] = (),
    kept: str = "",
) -> NotedFigure:
    """Note a count with its source. Its parts, where there are any, must sum to it. `kept`: why what looks like an identity may stand."""
    require(can_import, actor, why=DENIED_BECAUSE)
    if day > today():
        raise ValidationError({"day": "The day must be today or before."})
    total = sum((part for _, part in parts), Decimal(0))
    if parts and total != value:
        sums = " + ".join(plain(part) for _, part in parts)
        raise ValidationError({"parts": f"The parts make {plain(total)} ({sums}), not {plain(value)}. Correct one of them."})
    looked = check_for_identities({"words": words, "source": source, "parts": "\n".join(name for name, _ in parts)}, kept=kept)
    common = {"day": day, "source": source.strip(), "noted_by": actor, "noted_on": today()}
    with first_come(ValidationError({"words": "A figure with these words, day and source is recorded already."})):
        figure = NotedFigure.objects.create(words=words.strip(), value=value, **common)
        NotedFigure.objects.bulk_create(NotedFigure(words=name, value=part, whole=figure, **common) for name, part in parts)
    record(actor=actor, verb="figure.noted", target=figure, words=figure.words, value=str(value), parts=[name for name, _ in parts])
    looked.keep(actor, figure)
    return figure


@transaction.atomic
def remove_noted_figure(*, actor: Person, figure: NotedFigure) -> None:
    """Take a figure and its parts away. What a report has quoted of it stays in the report."""
    require(can_import, actor, why=DENIED_BECAUSE)
    figure = locked(NotedFigure.objects.all(), pk=figure.pk)
    record(actor=actor, verb="figure.removed", target=figure, words=figure.words, value=str(figure.value), day=str(figure.day))
    figure.delete()
