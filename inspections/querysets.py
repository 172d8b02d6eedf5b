"""Who may read inspections, the plan and tracked children."""

from typing import Any

from django.db import models
from django.db.models import Q

from audits.enums import AuditState
from foundation.accounts.enums import Role

# An inspection's report is public; how we get on with it is for people who lead, run or oversee a service, and who bring the figures.
READERS = (
    *(Role.QA_LEAD, Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER, Role.TEAM_MANAGER),
    *(Role.ANALYST, Role.BOARD_MEMBER),
)
# Who is told which children inspectors track.
TRACKERS = (Role.QA_LEAD, Role.DIRECTOR)


class InspectionQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "InspectionQuerySet":
        """All of them to a reader; to anybody else those on which a priority of theirs is."""
        if person.is_system or person.has_role(*READERS):
            return self
        return self.filter(pk__in=self.filter(recommendations__priorities__owner=person).order_by().values("pk"))


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "RecommendationQuerySet":
        if person.is_system or person.has_role(*READERS):
            return self
        return self.filter(pk__in=self.filter(priorities__owner=person).order_by().values("pk"))


class PriorityQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "PriorityQuerySet":
        return self if person.is_system or person.has_role(*READERS) else self.filter(owner=person)

    def open(self) -> "PriorityQuerySet":
        return self.filter(closed_on=None)


class CaseTrackingQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "CaseTrackingQuerySet":
        return self if person.is_system or person.has_role(*TRACKERS) else self.none()

    def on(self) -> "CaseTrackingQuerySet":
        return self.filter(is_on=True)


class TrackedChildQuerySet(models.QuerySet):
    def to_write(self) -> "TrackedChildQuerySet":
        """Children tracked now, where somebody has still to submit the audit."""
        waiting = Q(audit__state__in=[AuditState.ALLOCATED, AuditState.IN_PROGRESS])
        return self.filter(waiting, tracking__is_on=True)

    def done(self) -> "TrackedChildQuerySet":
        return self.filter(audit__submitted_on__isnull=False).exclude(audit__state=AuditState.WITHDRAWN)
