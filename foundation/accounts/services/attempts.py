"""Trying passwords, asking for links, and guessing them, is slowed down. Counted in the database, so that several processes count together.

A pause is never longer than `WINDOW` and what is refused in it is not counted. It cannot keep an account's owner out:
a browser that has signed in to the account before is counted by itself, and a link by mail makes a browser known.
"""

import datetime
import logging
import math
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from foundation.accounts.enums import AttemptKind
from foundation.accounts.models import Attempt, Person
from foundation.activity.trail import record

logger = logging.getLogger(__name__)

WINDOW = datetime.timedelta(minutes=15)
KEPT = datetime.timedelta(days=1)
# What the clocks of several machines may differ by.
SKEW = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class AttemptLimits:
    """How often within `WINDOW`: on one account from one address, on one from everywhere, from one address on all (a whole office)."""

    both: int
    account: int
    address: int
    known_browser: int


LIMITS = {
    AttemptKind.SIGN_IN: AttemptLimits(both=5, account=20, address=60, known_browser=10),
    AttemptKind.SECOND_STEP: AttemptLimits(both=5, account=20, address=60, known_browser=10),
    AttemptKind.LINK: AttemptLimits(both=3, account=5, address=30, known_browser=3),
    # What is counted as an account is the link itself; one that exists takes its tries back.
    AttemptKind.VOICE_LINK: AttemptLimits(both=10, account=60, address=30, known_browser=10),
}


class TooManyAttempts(Exception):
    """`minutes` is how long to wait before the next try is looked at."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"Too many tries. Wait {minutes} minute{'' if minutes == 1 else 's'}, then try again.")
        self.minutes = minutes


def account_digest(email: str) -> str:
    """What stands for an address in the table: people type passwords into the wrong box too."""
    return salted_hmac("attempts", email.strip().lower(), algorithm="sha256").hexdigest()


def begin_attempt(*, kind: AttemptKind, email: str, address: str, known_browser: bool = False) -> Attempt:
    """Count a try before it is looked at, so that many at once do not slip through. Raises TooManyAttempts.

    Call it outside a transaction: others must see the row.
    """
    now = timezone.now()
    # Those of a moment still to come are from before the clock was put back: they would keep people out until it is reached again.
    Attempt.objects.filter(Q(at__lt=now - KEPT) | Q(at__gt=now + SKEW)).delete()
    attempt = Attempt.objects.create(kind=kind, account=account_digest(email), address=address[:64], known_browser=known_browser, at=now)
    for rows, limit in _counted(attempt):
        earlier = list(rows.filter(at__gt=now - WINDOW, pk__lt=attempt.pk).order_by("-pk").values_list("at", flat=True)[:limit])
        if len(earlier) == limit:
            attempt.delete()
            raise TooManyAttempts(max(1, math.ceil((earlier[-1] + WINDOW - now).total_seconds() / 60)))
        if len(earlier) == limit - 1 and kind == AttemptKind.SIGN_IN:
            _say_that_it_pauses(email, address, limit)
    return attempt


def end_attempt(attempt: Attempt) -> None:
    """It succeeded: what this browser, or this address, typed wrongly before no longer counts against the account."""
    same = Q(known_browser=True) if attempt.known_browser else Q(address=attempt.address)
    Attempt.objects.filter(same, kind=attempt.kind, account=attempt.account).delete()


def _counted(attempt: Attempt):
    limits = LIMITS[AttemptKind(attempt.kind)]
    of_kind = Attempt.objects.filter(kind=attempt.kind)
    on_account = of_kind.filter(account=attempt.account)
    if attempt.known_browser:
        return [(on_account.filter(known_browser=True), limits.known_browser)]
    return [
        (on_account.filter(address=attempt.address), limits.both),
        (on_account.filter(known_browser=False), limits.account),
        (of_kind.filter(address=attempt.address), limits.address),
    ]


def _say_that_it_pauses(email: str, address: str, limit: int) -> None:
    """This is the last try before a pause; where it is right after all, nothing is paused and the trail says so by what follows."""
    person = Person.objects.filter(email__iexact=email.strip(), is_system=False).first()
    logger.warning("Signing in is slowed down after %s tries: person %s, from %s", limit, person.pk if person else "unknown", address)
    if person:
        record(actor=Person.objects.system(), verb="sign_in.paused", target=person, tries=limit, address=address)
