import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import BaseUserManager
from django.db import models

from .enums import Role


def line_of(person: Any, through: str = "") -> models.Q:
    """Rows whose team `person` manages, directly or as service manager or head of service; `through` leads to them, as in "audit__"."""
    places = ("team__manager", "team__service__manager", "team__service__head")
    line = models.Q()
    for place in places:
        line |= models.Q((through + place, person))
    return line


def people_below(person: Any) -> set[int]:
    """Everybody who reports to `person`, directly or through others; a circle in the data ends the walk."""
    people = apps.get_model("accounts", "Person").objects
    found: set[int] = set()
    next_below = {person.pk}
    while next_below := set(people.filter(line_manager__in=next_below).values_list("pk", flat=True)) - found - {person.pk}:
        found |= next_below
    return found


class PersonQuerySet(models.QuerySet):
    def with_role(self, *roles: Role) -> "PersonQuerySet":
        return self.filter(role_rows__role__in=roles).distinct()

    def active(self) -> "PersonQuerySet":
        return self.filter(is_active=True)

    def tellable(self) -> "PersonQuerySet":
        """Who works here and has an e-mail address, so can sign in: `Person.can_be_told` says the same of one."""
        return self.filter(is_active=True, is_system=False, email__isnull=False)

    def away_on(self, day: datetime.date) -> "PersonQuerySet":
        return self.filter(absences__first_day__lte=day, absences__last_day__gte=day).distinct()


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # a base class made while running
    def get_by_natural_key(self, email: str):
        return self.get(email__iexact=email)

    def system(self):
        """The system actor: what a command or a beat task does is done by it. It cannot sign in."""
        person, _ = self.get_or_create(is_system=True, defaults={"name": "System", "password": "!"})
        return person
