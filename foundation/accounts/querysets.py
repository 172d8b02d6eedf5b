import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import BaseUserManager
from django.db import models

from foundation.names import address_key

from .enums import CONFIRMING, Power, Role
from .worded_once import keys_for


def line_of(person: Any, through: str = "") -> models.Q:
    """Rows whose team `person` manages, directly or as service manager or head of service; `through` leads to them, as in "audit__"."""
    return models.Q((f"{through}team__in", teams_in_line(person)))


@keys_for
def teams_in_line(person: Any) -> models.QuerySet:
    """Teams that `person` manages, directly or as service manager or head of service."""
    posts = models.Q(manager=person) | models.Q(service__manager=person) | models.Q(service__head=person)
    return apps.get_model("accounts", "Team").objects.filter(posts).values("pk")


@keys_for
def people_in_line(person: Any) -> models.QuerySet:
    """Who works in a team of `teams_in_line`."""
    return apps.get_model("accounts", "Person").objects.filter(team__in=teams_in_line(person)).order_by().values("pk")


@keys_for
def reports_of(person: Any) -> models.QuerySet:
    """Whose line manager `person` is."""
    return apps.get_model("accounts", "Person").objects.filter(line_manager=person).order_by().values("pk")


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

    def staff(self) -> "PersonQuerySet":
        """The council's own people who work here: whom a form offers to own, do or be asked something. Not auditors of other agencies."""
        return self.filter(is_active=True, is_system=False).exclude(role_rows__role=Role.PARTNER)

    def notifiable(self) -> "PersonQuerySet":
        """Who works here and has an e-mail address, so can sign in: `Person.can_be_told` says the same of one."""
        return self.filter(is_active=True, is_system=False, email__isnull=False)

    def away_on(self, day: datetime.date) -> "PersonQuerySet":
        return self.filter(absences__first_day__lte=day, absences__last_day__gte=day).distinct()

    def of_address(self, email: str | None) -> "PersonQuerySet":
        """Whose e-mail address it is, however it was typed; nobody's where it is empty."""
        return self.filter(email__iexact=address_key(email)) if email and address_key(email) else self.none()

    def who_can_sign_in(self) -> "PersonQuerySet":
        """Or can be mailed a link to do so."""
        return self.active().filter(is_system=False, email__isnull=False)


class PowerRequestQuerySet(models.QuerySet):
    def open(self) -> "PowerRequestQuerySet":
        return self.filter(agreed=None).select_related("person", "asked_by", "team", "service", "worker")

    def to_confirm(self, person: Any) -> "PowerRequestQuerySet":
        """Open ones that `person` may answer: not what they asked, nor what they would get, but for their own address."""
        mine = models.Q(person=person, what=Power.EMAIL)
        others = ~models.Q(person=person) if person.has_role(*CONFIRMING) else models.Q(pk=None)
        return self.open().filter(mine | others).exclude(asked_by=person)

    def seen_by(self, person: Any) -> "PowerRequestQuerySet":
        """A person who confirms sees all; others what they asked for or get."""
        if person.has_role(*CONFIRMING):
            return self
        return self.filter(models.Q(asked_by=person) | models.Q(person=person))


class PeopleUploadQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "PeopleUploadQuerySet":
        """The person who brought it checks and stores it."""
        return self.filter(uploaded_by=person)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # a base class made while running
    def get_by_natural_key(self, email: str):
        return self.of_address(email).get()

    def system(self):
        """The system actor: what a command or a beat task does is done by it. It cannot sign in."""
        person, _ = self.get_or_create(is_system=True, defaults={"name": "System", "password": "!"})
        return person
