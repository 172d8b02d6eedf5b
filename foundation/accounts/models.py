"""Services hold teams, teams hold people; a person has line managers, roles and dates away."""

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from foundation.documents.formats import uk_date
from foundation.lookups.read_once import is_held, read_once

from .enums import AttemptKind, ListKind, Power, Role
from .querysets import PeopleUploadQuerySet, PersonManager, PowerRequestQuerySet


class Service(models.Model):
    """A part of children's services with a service manager and a head of service."""

    name = models.CharField(max_length=100, unique=True)
    manager = models.ForeignKey("Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="services_managed")
    head = models.ForeignKey("Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="services_headed")

    class Meta:
        ordering = ["name__folded"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    name = models.CharField(max_length=100, unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")
    manager = models.ForeignKey("Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="teams_managed")

    class Meta:
        ordering = ["name__folded"]

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """Anyone named in the system. A person without an e-mail address or password cannot sign in."""

    name = models.CharField(max_length=100)
    email = models.EmailField("e-mail address", null=True, blank=True, unique=True)
    job_title = models.CharField(max_length=100, blank=True)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="people")
    line_manager = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")
    is_active = models.BooleanField("works here", default=True)
    is_system = models.BooleanField(default=False, editable=False)
    must_change_password = models.BooleanField(
        "must choose a password first", default=False, help_text="An administrator set a temporary one; nothing else opens before."
    )
    password_was_given = models.BooleanField(
        default=False, help_text="The account was first opened with a password that an administrator knew, and not by a link since."
    )

    times_signed_out = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="How often all their sessions were ended: those and links of before do not come back to life.",
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = PersonManager()

    class Meta:
        ordering = ["name__folded", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_an_email"),
            models.UniqueConstraint(fields=["is_system"], condition=models.Q(is_system=True), name="one_system_actor"),
        ]

    def __getstate__(self) -> dict[str, Any]:
        """What a cache that processes share keeps of somebody: all but the hash of their password, which is read when it is asked for."""
        return {name: value for name, value in super().__getstate__().items() if name != "password"}

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must hold to be this person's: another after each time that all of theirs were ended."""
        digest = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]  # Django's own, not in its stubs
        return f"{digest}-{self.times_signed_out}" if self.times_signed_out else digest

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(row.role for row in self.role_rows.all())

    @property
    def role_names(self) -> list[str]:
        """Their roles as they are stored now, in an order."""
        return [] if self._state.adding else sorted(self.role_rows.values_list("role", flat=True))

    def has_role(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def away_until(self, day: datetime.date) -> datetime.date | None:
        """The last day away of a person who is away on `day`; None for one who is there. Absences that overlap count to the later end."""
        return max((each.last_day for each in self._absences_of(day) if each.first_day <= day <= each.last_day), default=None)

    def _absences_of(self, day: datetime.date) -> Iterable["Absence"]:
        """All that they have; while a page is read, and unless they were read with them, everybody's of that day by one query."""
        if not is_held() or "absences" in getattr(self, "_prefetched_objects_cache", {}):
            return self.absences.all()
        return read_once((Absence, day), lambda: absences_of(day)).get(self.pk, ())

    def is_away(self, day: datetime.date) -> bool:
        return self.away_until(day) is not None

    @property
    def can_be_notified(self) -> bool:
        """Works here and has an e-mail address: a person without one cannot sign in and is notified of nothing."""
        return bool(self.is_active and self.email)

    def is_there(self, day: datetime.date) -> bool:
        """What waits can wait for them: they can be notified and are not away."""
        return self.can_be_notified and not self.is_away(day)


class Attempt(models.Model):
    """Somebody tried to sign in, or asked for a link to choose a password. Kept for a day, so that trying can be slowed down."""

    kind = models.CharField(max_length=12, choices=AttemptKind)
    account = models.CharField(max_length=64, help_text="A digest of the e-mail address that was typed, whether or not anybody has it.")
    address = models.CharField(max_length=64, help_text="The network address that it came from.")
    known_browser = models.BooleanField(default=False, help_text="The browser has signed in to this account before.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["kind", "account", "at"], name="attempts_on_an_account"),
            models.Index(fields=["kind", "address", "at"], name="attempts_from_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} at {self.at:%Y-%m-%d %H:%M:%S}"


class PersonRole(models.Model):
    """One role of one person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_rows")
    role = models.CharField(max_length=30, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="a_role_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class Absence(models.Model):
    """Dates away, both included. People away are not chased or allocated to."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["first_day"]
        constraints = [models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="absence_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.person} away {uk_date(self.first_day)} to {uk_date(self.last_day)}"


def absences_of(day: datetime.date) -> dict[int, list[Absence]]:
    """By person, of everybody who is away on that day."""
    found: dict[int, list[Absence]] = {}
    for absence in Absence.objects.filter(first_day__lte=day, last_day__gte=day):
        found.setdefault(absence.person_id, []).append(absence)
    return found


class PowerRequest(models.Model):
    """Something that gives a person power over case content or another way in, and whether a second person has confirmed it."""

    what = models.CharField(max_length=20, choices=Power)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="power_requests", help_text="Who gets it.")
    role = models.CharField(max_length=30, choices=Role, blank=True)
    email = models.EmailField(blank=True)
    email_before = models.EmailField(blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="Whose line manager.")
    key = models.CharField(max_length=100, help_text="What must not be asked twice at a time.")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="Nobody: there was no second person yet."
    )
    answered_on = models.DateField(null=True)
    agreed = models.BooleanField(null=True)
    told_of_asking = models.BooleanField(default=False)
    told_of_answer = models.BooleanField(default=False)

    objects = PowerRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=models.Q(agreed=None), name="one_open_request_a_power"),
            models.CheckConstraint(
                condition=models.Q(answered_by=None) | ~models.Q(answered_by=models.F("asked_by")) | models.Q(agreed=False),
                name="nobody_confirms_what_they_asked",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by=None)
                | ~models.Q(answered_by=models.F("person"))
                | models.Q(what=Power.EMAIL)
                | models.Q(agreed=False),
                name="nobody_confirms_their_own_power",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.in_words}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:power", args=[self.pk])

    @property
    def in_words(self) -> str:
        """“the role Auditor”, “manager of the team Elm Team”."""
        named = {Power.ROLE: self.get_role_display(), Power.EMAIL: self.email, Power.LINE_MANAGER: f"of {self.worker}"}
        place = self.team if self.what in (Power.TEAM_MANAGER, Power.TEAM_OF_SERVICE) else self.service
        return f"{self.get_what_display()} {named.get(Power(self.what), place)}"


class PeopleUpload(models.Model):
    """A list of people or of teams between its check and its storing. Once stored, its content goes and the outcome stays."""

    kind = models.CharField(max_length=10, choices=ListKind, default=ListKind.PEOPLE)
    name = models.CharField("file", max_length=200)
    content = models.BinaryField(null=True, editable=False)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    outcome = models.JSONField(null=True, editable=False, help_text="Who was added and changed, and which rows were not taken.")

    objects = PeopleUploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(content__isnull=False) | models.Q(outcome__isnull=False), name="a_list_of_people_waits_or_is_stored"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(f"accounts:check-{self.kind}", args=[self.pk])
