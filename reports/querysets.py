"""Who may read which report."""

from typing import Any

from django.db import models

from foundation.accounts.enums import Role

from .enums import ReportState

READERS_OF_DRAFTS = (Role.QA_LEAD, Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER)
READERS = (*READERS_OF_DRAFTS, Role.BOARD_MEMBER, Role.ANALYST, Role.TEAM_MANAGER)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ReportQuerySet":
        """Leads, directors and service leaders see drafts; the Board, analysts and team managers what was approved; the others none."""
        if person.is_system or person.has_role(*READERS_OF_DRAFTS):
            return self
        return self.approved() if person.has_role(*READERS) else self.none()

    def approved(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.APPROVED)

    def drafts(self) -> "ReportQuerySet":
        return self.filter(state=ReportState.DRAFT)
