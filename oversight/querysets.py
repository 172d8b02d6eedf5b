"""Who may see which meeting and which decision, and which team's plan."""

import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from audits.querysets import closed_audits
from foundation.accounts.enums import Role
from foundation.accounts.worded_once import condition_by_role, keys_by_role, keys_for

from .enums import DecisionState, MeetingState

# Who see the months, and so read every meeting.
LEADERS = (Role.QA_LEAD, Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER)


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "MeetingQuerySet":
        """Leaders see all, the chair and people who were invited theirs, and the owner of a decision that one."""
        if person.is_system or person.has_role(*LEADERS):
            return self
        return self.filter(pk__in=_meetings_of(person))

    def with_record_visible_to(self, person: Any) -> "MeetingQuerySet":
        """Those of which `person` may read what was said: never while they have an audit of that month to grade blind."""
        return self.filter(_record_is_read_by(person))

    def planned(self) -> "MeetingQuerySet":
        return self.filter(state=MeetingState.PLANNED)

    def to_agree(self) -> "MeetingQuerySet":
        return self.filter(state=MeetingState.HELD)

    def for_page(self) -> "MeetingQuerySet":
        return self.select_related("cycle", "chair", "planned_by", "written_by", "agreed_by")


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "DecisionQuerySet":
        """Those of meetings whose record `person` may read, and their own; none of a month of which they have an audit to grade blind,
        nor one that opened an audit again, or became an action, of a restricted record that is closed to them.
        """
        shown = self.filter(Q(meeting__in=_meetings_read_by(person)) | (Q(owner=person) & ~Q(meeting__in=_meetings_hidden_from(person))))
        for about in ("audit", "action__audit", "action__observation__audit"):
            shown = shown.exclude(**{f"{about}__in": closed_audits(person)})
        return shown

    def open(self) -> "DecisionQuerySet":
        return self.filter(state=DecisionState.OPEN)

    def overdue(self, on: datetime.date) -> "DecisionQuerySet":
        return self.open().filter(due__lt=on)

    def for_page(self) -> "DecisionQuerySet":
        return self.select_related("meeting__cycle", "meeting__chair", "owner", "decided_by", "action", "audit")


@keys_for
def _meetings_of(person: Any) -> models.QuerySet:
    """That they chair, were invited to or take a decision from."""
    attended = apps.get_model("oversight", "MeetingAttendance").objects.filter(person=person).order_by().values("meeting")
    decided = apps.get_model("oversight", "MeetingDecision").objects.filter(owner=person).order_by().values("meeting")
    return _meetings().filter(Q(chair=person) | Q(pk__in=attended) | Q(pk__in=decided)).values("pk")


@condition_by_role
def _record_is_read_by(person: Any) -> models.QuerySet:
    """`with_record_visible_to`, of everybody."""
    found = _meetings().exclude(cycle__in=hidden_audits(person).values("cycle"))
    if person.is_system or person.has_role(*LEADERS):
        return found
    attended = apps.get_model("oversight", "MeetingAttendance").objects.filter(person=person).order_by().values("meeting")
    return found.filter(Q(chair=person) | Q(pk__in=attended))


@keys_by_role
def _meetings_read_by(person: Any) -> models.QuerySet:
    return _meetings().with_record_visible_to(person).values("pk")


@keys_for
def _meetings_hidden_from(person: Any) -> models.QuerySet:
    """Of months of which they have an audit to grade blind."""
    return _meetings().filter(cycle__in=hidden_audits(person).values("cycle")).values("pk")


def _meetings() -> Any:
    return apps.get_model("oversight", "CheckAndChallenge").objects.order_by()


def hidden_audits(person: Any) -> models.QuerySet:
    return apps.get_model("audits", "Audit").objects.grades_hidden_from(person).order_by()
