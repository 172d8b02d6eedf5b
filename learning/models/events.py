"""What is in the calendar of learning, and who comes."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.models import Domain
from foundation.accounts.models import Team
from foundation.documents.formats import uk_date
from learning.enums import TRAININGS, Attendance, EventKind, EventState, InvitationReply
from learning.querysets import InvitationQuerySet, LearningEventQuerySet
from performance.models import Indicator
from studies.models import Study


class LearningEvent(models.Model):
    """One event of whole days, or of some hours of one day in Europe/London; with what it should move."""

    number = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10, choices=EventKind)
    name = models.CharField(max_length=120)
    objectives = models.TextField("what it is for", blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    starts_at = models.TimeField(null=True, blank=True, help_text="Empty: the whole day.")
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=150, blank=True)
    organiser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="events_organised")
    domains = models.ManyToManyField(Domain, blank=True, related_name="learning_events", verbose_name="domains that it should move")
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="learning_events")
    studies = models.ManyToManyField(Study, blank=True, related_name="learning_events", verbose_name="dip samples before and after")
    state = models.CharField(max_length=10, choices=EventState, default=EventState.PLANNED)
    cancelled_because = models.CharField("why it was cancelled", max_length=300, blank=True)
    planned_on = models.DateField()

    objects = LearningEventQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="an_event_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at"), last_day=F("first_day")),
                name="hours_of_one_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=EventState.CANCELLED) | ~Q(cancelled_because=""), name="an_event_is_cancelled_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("learning:event", args=[self.number])

    @property
    def short_name(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def is_planned(self) -> bool:
        return self.state == EventState.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == EventState.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state == EventState.CANCELLED

    @property
    def is_training(self) -> bool:
        return self.kind in TRAININGS

    @property
    def is_all_day(self) -> bool:
        return self.starts_at is None

    @property
    def hours(self) -> str:
        """“9:30am to midday”; empty for whole days."""
        if self.starts_at is None or self.ends_at is None:
            return ""
        return f"{clock_time(self.starts_at)} to {clock_time(self.ends_at)}"

    @property
    def days(self) -> str:
        """“9 to 13 October 2023”, or the one day with its hours."""
        return days_in_words(self.first_day, self.last_day) + (f", {self.hours}" if self.hours else "")


_NAMED_HOURS = {(0, 0): "midnight", (12, 0): "midday"}


def clock_time(at: datetime.time) -> str:
    """“9am”, “9:30am”, “midday”, as GOV.UK writes times."""
    if (at.hour, at.minute) in _NAMED_HOURS:
        return _NAMED_HOURS[at.hour, at.minute]
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def days_in_words(first: datetime.date, last: datetime.date) -> str:
    if first == last:
        return uk_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {uk_date(last)}"
    return f"{uk_date(first)} to {uk_date(last)}"


class Facilitator(models.Model):
    """Somebody from outside who leads a part of an event."""

    event = models.ForeignKey(LearningEvent, on_delete=models.PROTECT, related_name="facilitators")
    name = models.CharField(max_length=100)
    organisation = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["event", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name


class Invitation(models.Model):
    """One person who was invited, through a team or by themself; what they answered, and whether they came."""

    event = models.ForeignKey(LearningEvent, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="With which they were invited."
    )
    reply = models.CharField(max_length=10, choices=InvitationReply, default=InvitationReply.NONE)
    attendance = models.CharField(max_length=10, choices=Attendance, default=Attendance.UNKNOWN)
    evaluated = models.BooleanField("has said what they thought", default=False)
    invited_on = models.DateField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["event", "person__name__folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="a_person_invited_once"),
            models.CheckConstraint(condition=Q(evaluated=False) | Q(attendance=Attendance.CAME), name="evaluated_by_people_who_came"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.event}"

    @property
    def came(self) -> bool:
        return self.attendance == Attendance.CAME
