"""Who may read which report."""

from typing import Any

from django.db import models

from audits.models import Audit
from foundation.accounts.enums import Role

from .enums import ReportState

READERS_OF_DRAFTS = (Role.QA_LEAD, Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER)
READERS = (*READERS_OF_DRAFTS, Role.BOARD_MEMBER, Role.ANALYST, Role.TEAM_MANAGER)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ReportQuerySet":
        """Leads, directors and service leaders see drafts; the Board, analysts and team managers what was approved; the others none.

        But for the lead, nobody reads of a month of which they still have an audit to grade blind: a report shows its grades.
        """
        if person.is_system or person.has_role(Role.QA_LEAD):
            return self
        seen = self if person.has_role(*READERS_OF_DRAFTS) else self.approved() if person.has_role(*READERS) else self.none()
        unmoderated = Audit.objects.grades_hidden_from(person).filter(
            cycle__month__gte=models.OuterRef("first_month"), cycle__month__lte=models.OuterRef("last_month")
        )
        return seen.exclude(models.Exists(unmoderated))

    def approved(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.APPROVED)

    def standing(self) -> "ReportQuerySet":
        """Without approved editions that a later approved edition has corrected."""
        later = self.model._default_manager.filter(
            state=ReportState.APPROVED,
            first_month=models.OuterRef("first_month"),
            last_month=models.OuterRef("last_month"),
            edition__gt=models.OuterRef("edition"),
        )
        return self.exclude(models.Exists(later))

    def editions_of(self, report: Any) -> "ReportQuerySet":
        """Every edition of the same period, the first one first."""
        return self.filter(first_month=report.first_month, last_month=report.last_month).order_by("edition")

    def drafts(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.DRAFT)
