"""Tokens: made for a named use, shown once, ended at once; and each request of theirs counted."""

import datetime
import time
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.db.models import F
from django.utils import timezone

from feeds.enums import FeedAudience, FeedScope
from feeds.models import FeedToken
from feeds.permissions import can_manage_feeds
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.private_addresses import hash_of, new_key
from foundation.activity.access import impatient, note_access
from foundation.activity.enums import AccessKind
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today

DENIED_BECAUSE = "The QA lead and administrators look after tokens and webhooks."
# By which a key is known when it is found somewhere.
KEY_BEGINS = "qa_"
LONGEST = datetime.timedelta(days=366)
PER_MINUTE = 120


@transaction.atomic
def make_token(
    *, actor: Person, name: str, audience: FeedAudience, scopes: Collection[FeedScope], expires_on: datetime.date
) -> tuple[FeedToken, str]:
    """A token and its key. The key is given once: only its hash is kept. Raises ValidationError by field."""
    require(can_manage_feeds, actor, why=DENIED_BECAUSE)
    if not name.strip():
        raise ValidationError({"name": "Say which program reads with it."})
    if not scopes:
        raise ValidationError({"scopes": "Select what it may read."})
    if not today() <= expires_on <= today() + LONGEST:
        raise ValidationError({"expires_on": "Its last day must be today or later, and within a year."})
    key = KEY_BEGINS + new_key()
    token = FeedToken.objects.create(
        name=name.strip(),
        audience=audience,
        scopes=[scope.value for scope in FeedScope if scope in scopes],
        key_hash=hash_of(key),
        key_begins=key[:8],
        made_by=actor,
        made_on=today(),
        expires_on=expires_on,
    )
    record(
        actor=actor, verb="feed_token.made", target=token, name=token.name, audience=token.audience, scopes=token.scopes, until=expires_on
    )
    return token, key


@transaction.atomic
def end_token(*, actor: Person, token: FeedToken) -> FeedToken:
    """It opens nothing from now on. A second time does nothing."""
    require(can_manage_feeds, actor, why=DENIED_BECAUSE)
    token = locked(FeedToken.objects.all(), pk=token.pk)
    if token.ended_on is None:
        token.ended_by, token.ended_on = actor, today()
        token.save(update_fields=["ended_by", "ended_on"])
        record(actor=actor, verb="feed_token.ended", target=token, name=token.name)
    return token


def count_request(token: FeedToken) -> bool:
    """Whether the token may ask once more in this minute. Reading does not wait for its count: a locked database lets it through."""
    minute = int(time.time()) // 60
    found = FeedToken.objects.filter(pk=token.pk)
    try:
        with impatient():
            if found.exclude(minute=minute).update(minute=minute, asked_in_minute=1, used_at=timezone.now()):
                return True
            return bool(
                found.filter(asked_in_minute__lt=PER_MINUTE).update(asked_in_minute=F("asked_in_minute") + 1, used_at=timezone.now())
            )
    except Error:
        return True


def note_reading(token: FeedToken, *, table: str, file_format: str, months: str) -> None:
    """In the reading log, under the person who made the token, with which token it was."""
    act = AccessKind.READ if file_format == "json" else AccessKind.TOOK
    facts = {"table": table, "months": months, "form": file_format}
    note_access(actor=token.made_by, act=act, address="feeds:api", kind="feeds.feedtoken", target=token.pk, **facts)
