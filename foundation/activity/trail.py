"""`record` is the only writer of the trail."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from foundation.council.clock import today

from .models import Entry
from .verbs import sentence_of


def record(*, actor: Any, verb: str, target: models.Model, **facts: Any) -> Entry:
    """Write that `actor` did `verb` to `target`. Call it inside the transaction of the change.

    `facts` are plain JSON values: what changed, from what, to what, why. Raises KeyError for an unlisted verb.
    """
    sentence_of(verb)
    return Entry.objects.create(
        actor=actor,
        verb=verb,
        day=today(),
        target_type=ContentType.objects.get_for_model(target),
        target_id=str(target.pk),
        facts={name: str(value) if value is not None and not isinstance(value, (str, int, float, bool, list, dict)) else value for name, value in facts.items()},
    )
