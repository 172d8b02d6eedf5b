"""People who left and whose account is still here, with the day on which they left."""

import datetime
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from governance.account_tables import GOES

from .data_map import Model

# Nobody can sign in with it, and it is what everybody has whose account went.
NO_PASSWORD = "!"
_PLAIN = {"email": None, "job_title": ""}


def plain_fields() -> dict[str, str | None]:
    """What a person without an account has in the fields of theirs that are no name and no place in the council."""
    return dict(_PLAIN)


def account_tables() -> tuple[Model, ...]:
    return tuple(apps.get_model(label) for label in GOES)


def account_rows(people: Iterable[int]) -> Iterator[QuerySet]:
    """Of each table, the rows that go with the accounts of these people."""
    keys = list(people)
    for model in account_tables():
        yield _going(model).filter(person__in=keys)


def _going(model: Model) -> QuerySet:
    shared = {"is_shared": True} if any(field.name == "is_shared" for field in model._meta.concrete_fields) else {"pk": None}
    return model._base_manager.exclude(**shared).order_by()


def left_on() -> dict[int, datetime.date]:
    """By person who left and has something of an account: the day on which the trail says that they left.

    Of one of whom it says nothing any more they left before it begins: that day.
    """
    has_rows = Q()
    for model in account_tables():
        has_rows |= Q(Exists(_going(model).filter(person=OuterRef("pk"))))
    has_account = has_rows | Q(email__isnull=False) | ~Q(job_title="") | ~Q(password__startswith=NO_PASSWORD) & ~Q(password="")
    people = Person.objects.filter(has_account, is_active=False, is_system=False).order_by("pk").values_list("pk", flat=True)
    begins = Entry.objects.aggregate(first=Min("day"))["first"] or datetime.date.min
    said = _days_of_leaving()
    return {pk: said.get(str(pk), begins) for pk in people}


def _days_of_leaving() -> dict[str, datetime.date]:
    entries = Entry.objects.of_type(Person).filter(verb__in=["person.changed", "person.added"], facts__is_active=False)
    return dict(entries.order_by().values_list("target_id").annotate(last=Max("day")))
