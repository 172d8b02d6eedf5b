"""Taking away the account of somebody who left: their name stays on what they did, and everything else of an account goes."""

from collections.abc import Iterable

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from foundation.accounts.models import Person, PowerRequest
from foundation.activity.removing import batches
from foundation.signed_in.models import SignedInBrowser
from governance.queries.accounts import NO_PASSWORD, account_rows, plain_fields

from .taking_out import TakenOut


def take_accounts(people: Iterable[int], done: TakenOut) -> None:
    """Called within a service's transaction. Figures, rows of work and the trail keep the name."""
    for some in batches(sorted(people)):
        sessions = SignedInBrowser.objects.filter(person__in=some).values_list("session_key", flat=True)
        Session.objects.filter(session_key__in=list(sessions)).delete()
        for rows in account_rows(some):
            _delete(rows, done)
        _empty(PowerRequest.objects.filter(person__in=some).exclude(email="", email_before=""), done, email="", email_before="")
        _empty(Person.objects.filter(pk__in=some), done, password=NO_PASSWORD, **plain_fields())


def _delete(rows: QuerySet, done: TakenOut) -> None:
    keys = set(rows.values_list("pk", flat=True))
    if keys:
        rows.delete()
        done.deleted.setdefault(rows.model, set()).update(keys)


def _empty(rows: QuerySet, done: TakenOut, **values: object) -> None:
    keys = set(rows.values_list("pk", flat=True))
    if keys:
        rows.model._base_manager.filter(pk__in=keys).update(**values)
        done.emptied.setdefault(rows.model, set()).update(keys)
