"""Who may see which meeting and which decision, and which team's plan."""

import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from audits.querysets import closed_audits
from foundation.accounts.enums import Role

from .enums import DecisionState, MeetingState

# Who see the months, and so read every meeting.
LEADERS = (Role.QA_LEAD, Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER)


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "MeetingQuerySet":
        """Leaders see all, the chair and people who were invited theirs, and the owner of a decision that one."""
        if person.is_system or person.has_role(*LEADERS):
            return self
        attended = apps.get_model("oversight", "MeetingAttendance").objects.filter(meeting=OuterRef("pk"), person=person)
        decided = apps.get_model("oversight", "MeetingDecision").objects.filter(meeting=OuterRef("pk"), owner=person)
        return self.filter(Q(chair=person) | Exists(attended) | Exists(decided))

    def with_record_visible_to(self, person: Any) -> "MeetingQuerySet":
        """Those of which `person` may read what was said: never while they have an audit of that month to grade blind."""
        seen = self.visible_to(person)
        if not (person.is_system or person.has_role(*LEADERS)):
            attended = apps.get_model("oversight", "MeetingAttendance").objects.filter(meeting=OuterRef("pk"), person=person)
            seen = seen.filter(Q(chair=person) | Exists(attended))
        return seen.filter(~Exists(hidden_audits(person).filter(cycle=OuterRef("cycle"))))

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
        meetings = apps.get_model("oversight", "CheckAndChallenge").objects.with_record_visible_to(person)
        blind = Exists(hidden_audits(person).filter(cycle=OuterRef("meeting__cycle")))
        shown = self.filter(Q(meeting__in=meetings.values("pk")) | (Q(owner=person) & ~blind))
        for about in ("audit", "action__audit", "action__observation__audit"):
            shown = shown.exclude(**{f"{about}__in": closed_audits(person)})
        return shown

    def open(self) -> "DecisionQuerySet":
        return self.filter(state=DecisionState.OPEN)

    def overdue(self, on: datetime.date) -> "DecisionQuerySet":
        return self.open().filter(due__lt=on)

    def for_page(self) -> "DecisionQuerySet":
        return self.select_related("meeting__cycle", "meeting__chair", "owner", "decided_by", "action", "audit")


def hidden_audits(person: Any) -> models.QuerySet:
    return apps.get_model("audits", "Audit").objects.grades_hidden_from(person).order_by()
