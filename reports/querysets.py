"""Who may read which report."""

from typing import Any

from django.apps import apps
from django.db import models

from audits.models import Audit
from foundation.accounts.enums import Role

from .enums import CommentState, ReportState, ReviewState

READERS_OF_DRAFTS = (Role.QA_LEAD, Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER)
# Who may be asked to review a draft: they read that one, too.
REVIEWERS = (*READERS_OF_DRAFTS, Role.ANALYST, Role.TEAM_MANAGER)
READERS = (*REVIEWERS, Role.BOARD_MEMBER)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ReportQuerySet":
        """Leads, directors and service leaders see drafts; the Board, analysts and team managers what was approved; the others none.
        An analyst or a team manager who is asked to review a draft sees that one.

        But for the lead, nobody reads of a month of which they still have an audit to grade blind: a report shows its grades.
        """
        if person.is_system or person.has_role(Role.QA_LEAD):
            return self
        return self._open_to_office_of(person).clear_of_blind_months(person)

    def _open_to_office_of(self, person: Any) -> "ReportQuerySet":
        if person.has_role(*READERS_OF_DRAFTS):
            return self
        if not person.has_role(*REVIEWERS):
            return self.approved() if person.has_role(*READERS) else self.none()
        mine = apps.get_model("reports", "Review").objects.standing().filter(report=models.OuterRef("pk"), reviewer=person)
        return self.filter(models.Q(state=ReportState.APPROVED) | models.Q(models.Exists(mine)))

    def clear_of_blind_months(self, person: Any) -> "ReportQuerySet":
        """Without those on a month of which this person has an audit to grade blind; a lead reads them all the same."""
        if person.is_system or person.has_role(Role.QA_LEAD):
            return self
        unmoderated = Audit.objects.grades_hidden_from(person).filter(
            cycle__month__gte=models.OuterRef("first_month"), cycle__month__lte=models.OuterRef("last_month")
        )
        return self.exclude(models.Exists(unmoderated))

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


class ReviewQuerySet(models.QuerySet):
    def asked(self) -> "ReviewQuerySet":
        """Waited for."""
        return self.filter(state=ReviewState.ASKED)

    def standing(self) -> "ReviewQuerySet":
        """Asked or given."""
        return self.exclude(state=ReviewState.WITHDRAWN)


class CommentQuerySet(models.QuerySet):
    def open(self) -> "CommentQuerySet":
        return self.filter(state=CommentState.OPEN)

    def visible_to(self, person: Any) -> "CommentQuerySet":
        """Of reports whose drafts they read: the Board reads none, of whichever report; an analyst those of a report that they reviewed."""
        reports = apps.get_model("reports", "Report").objects.visible_to(person)
        if person.is_system or person.has_role(*READERS_OF_DRAFTS):
            return self.filter(report__in=reports)
        mine = apps.get_model("reports", "Review").objects.standing().filter(reviewer=person)
        return self.filter(report__in=reports.filter(pk__in=mine.values("report"))) if person.has_role(*REVIEWERS) else self.none()
