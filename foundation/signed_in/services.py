"""Where somebody is signed in, and ending it from elsewhere."""

import time

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from foundation.accounts.models import Person
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.services import end_sessions
from foundation.activity.trail import record
from foundation.health.origin import network_address

from .calculations import BEGAN, SEEN, WRITTEN_EVERY, browser_in_words
from .models import SignedInBrowser
from .permissions import is_theirs
from .queries import browsers_of


@transaction.atomic
def begin_session(request: HttpRequest, person: Person) -> None:
    """What follows a sign-in: from now on both limits run."""
    request.session[BEGAN] = request.session[SEEN] = time.time()
    # Its key may be one that the browser brought, until it is stored.
    if not request.session.session_key:
        request.session.create()
    SignedInBrowser.objects.filter(person=person).exclude(pk__in=browsers_of(person)).delete()
    now = timezone.now()
    SignedInBrowser.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "person": person,
            "browser": browser_in_words(request.headers.get("User-Agent", "")),
            "address": network_address(request),
            "began_at": now,
            "seen_at": now,
        },
    )


def note_seen(request: HttpRequest, *, at_once: bool = False) -> None:
    """Somebody did something: the time without doing anything begins again. Written once a minute."""
    if BEGAN not in request.session:
        return
    now = time.time()
    if at_once or not 0 <= now - request.session.get(SEEN, 0) < WRITTEN_EVERY:
        request.session[SEEN] = now
        SignedInBrowser.objects.filter(session_key=request.session.session_key).update(seen_at=timezone.now())


@transaction.atomic
def end_session(*, actor: Person, browser: SignedInBrowser) -> None:
    """On another browser of the actor's."""
    require(is_theirs, actor, browser)
    if not _end([browser]):
        raise ValidationError("You are signed out there already.")
    record(actor=actor, verb="signed_in.ended", target=actor, browser=browser.browser)


@transaction.atomic
def end_other_sessions(*, actor: Person, but: str) -> int:
    """On all browsers of the actor's but the one with the session key `but`; how many."""
    others = list(browsers_of(actor).exclude(session_key=but))
    if not _end(others):
        raise ValidationError("You are signed in nowhere else.")
    record(actor=actor, verb="signed_in.ended_others", target=actor, browsers=len(others))
    return len(others)


@transaction.atomic
def end_sessions_of(*, actor: Person, person: Person) -> None:
    """By an administrator: a laptop was lost, or somebody else knows the password. Links that were mailed end too."""
    require(can_change_people, actor)
    end_sessions(person)
    SignedInBrowser.objects.filter(person=person).delete()
    record(actor=actor, verb="signed_in.ended_by_administrator", target=person)


def _end(browsers: list[SignedInBrowser]) -> int:
    keys = [browser.session_key for browser in browsers]
    ended, _ = Session.objects.filter(session_key__in=keys).delete()
    SignedInBrowser.objects.filter(session_key__in=keys).delete()
    return ended
