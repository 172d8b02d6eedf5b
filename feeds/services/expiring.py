"""Who made a token hears by mail that it ends: two weeks before, on the day before, and when it has ended. Each once."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from feeds.models import FeedToken
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.notices.services import notify

WEEKS_BEFORE, DAY_BEFORE = datetime.timedelta(days=14), datetime.timedelta(days=1)
# So that nobody hears of what ended long before somebody set mail up.
STILL_NEWS = datetime.timedelta(days=7)
_PUT = "Make a new token and put its key into the program"


@transaction.atomic
def notify_of_expiry() -> None:
    """By the timetable, some times a day: what was said is known by its key, however often this runs."""
    on = today()
    for token in FeedToken.objects.ending(on - STILL_NEWS, on + WEEKS_BEFORE).select_related("made_by"):
        stage, subject, words = _news_of(token, on)
        # Made for two weeks or less, it needs no warning two weeks before.
        if stage != "weeks" or token.expires_on - token.made_on > WEEKS_BEFORE:
            path = reverse("feeds:token", args=[token.pk])
            for person in _owners(token):
                notify(person=person, key=f"feed_token.{stage}:{token.pk}", subject=subject, words=words, path=path, at_once=True)


def _news_of(token: FeedToken, on: datetime.date) -> tuple[str, str, str]:
    """Which of the three times it is, and what to say then."""
    last = uk_date(token.expires_on)
    if token.expires_on < on:
        return (
            "expired",
            f"A token has expired: {token}",
            f"Its last day was {last}: the program reads nothing any more. {_PUT} if it is still used.",
        )
    if token.expires_on - on <= DAY_BEFORE:
        return "day", f"A token ends now: {token}", f"Its last day is {last}. {_PUT} before then."
    return "weeks", f"A token ends soon: {token}", f"Its last day is {last}. {_PUT} before then."


def _owners(token: FeedToken) -> Iterable[Person]:
    """The person who made it; where they have left, the administrators."""
    if token.made_by.can_be_notified:
        return [token.made_by]
    return Person.objects.notifiable().with_role(Role.ADMINISTRATOR)
