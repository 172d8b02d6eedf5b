"""What a person wants by mail."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.activity.trail import record
from foundation.notices.enums import Topic
from foundation.notices.models import Preference


@transaction.atomic
def choose_mail(*, actor: Person, wants_digest: bool, topics: Collection[str]) -> Preference:
    """Everyone chooses for themselves: a digest or none, and its topics. What is sent at once is not theirs to stop."""
    if wants_digest and not topics:
        raise ValidationError({"topics": "Select at least one, or choose to have no digest."})
    before = Preference.of(actor)
    left_out = [topic.value for topic in Topic if topic not in topics] if wants_digest else before.left_out
    preference, _ = Preference.objects.update_or_create(person=actor, defaults={"wants_digest": wants_digest, "left_out": left_out})
    if (before.wants_digest, before.left_out) != (wants_digest, left_out):
        record(actor=actor, verb="mail.preferences_changed", target=actor, wants_digest=wants_digest, left_out=left_out)
    return preference
