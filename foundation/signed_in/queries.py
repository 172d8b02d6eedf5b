from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from foundation.accounts.models import Person

from .models import SignedInBrowser


def browsers_of(person: Person) -> QuerySet[SignedInBrowser]:
    """Where their session still is."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return SignedInBrowser.objects.filter(person=person, session_key__in=alive)
