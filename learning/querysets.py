"""Who may see which event, and whom of its invited people."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Q

from foundation.accounts.enums import Role
from foundation.accounts.permissions import only_reads

from .enums import TRAININGS, Attendance, EventState, InvitationReply


class LearningEventQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "LearningEventQuerySet":
        """Every event is for all staff to see; people who are on the Board alone read of it in their report."""
        return self.none() if not person.is_system and only_reads(person) else self

    def planned(self) -> "LearningEventQuerySet":
        return self.filter(state=EventState.PLANNED)

    def held(self) -> "LearningEventQuerySet":
        return self.filter(state=EventState.HELD)

    def trainings(self) -> "LearningEventQuerySet":
        return self.filter(kind__in=TRAININGS)

    def between(self, first: datetime.date, last: datetime.date) -> "LearningEventQuerySet":
        """Of which a day is from `first` to `last`, in the order of their days."""
        return self.filter(first_day__lte=last, last_day__gte=first).order_by("first_day", "number")

    def to_confirm(self, on: datetime.date) -> "LearningEventQuerySet":
        """Over, and nobody has said whether they were held."""
        return self.planned().filter(last_day__lt=on)

    def for_page(self) -> "LearningEventQuerySet":
        return self.select_related("organiser")

    def with_numbers(self) -> "LearningEventQuerySet":
        """`invited`, `coming` and `came`: how many people."""
        return self.annotate(
            invited=Count("invitations", distinct=True),
            coming=Count("invitations", filter=Q(invitations__reply=InvitationReply.COMES), distinct=True),
            came=Count("invitations", filter=Q(invitations__attendance=Attendance.CAME), distinct=True),
        )


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "InvitationQuerySet":
        """Who was invited and came is for the person who organises the event and for the QA lead; others see their own."""
        if person.is_system or person.has_role(Role.QA_LEAD):
            return self
        return self.filter(Q(person=person) | Q(event__organiser=person))

    def without_reply(self) -> "InvitationQuerySet":
        """Of planned events, to people who work here."""
        return self.filter(reply=InvitationReply.NONE, event__state=EventState.PLANNED, person__is_active=True)

    def to_evaluate(self, since: datetime.date) -> "InvitationQuerySet":
        """People who came to an event that asks what they thought of it, ended since a day, and have not said."""
        asked = self.filter(attendance=Attendance.CAME, evaluated=False, event__questions__isnull=False, event__last_day__gte=since)
        return asked.distinct()

    def for_page(self) -> "InvitationQuerySet":
        return self.select_related("event", "person", "team")
