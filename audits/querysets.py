"""Domain words that chain. Who may see which audit lives here."""

import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from foundation.accounts.enums import Role
from foundation.accounts.querysets import line_of

from .enums import FINISHED_STATES, OPEN_STATES, Grade, Sampled, Stage, State

EVERYTHING = (Role.QA_LEAD, Role.DIRECTOR)


class CycleQuerySet(models.QuerySet):
    def in_period(self, first: datetime.date, last: datetime.date) -> "CycleQuerySet":
        return self.filter(month__gte=first, month__lte=last)


class AuditQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "AuditQuerySet":
        """Leads and directors see all; auditors and moderators theirs; managers and the worker what was found, once it is theirs to read.

        An Inadequate is shown to the managers on submission, since they must respond. Board members, analysts and
        administrators see none by virtue of that role.
        """
        if person.is_system or person.has_role(*EVERYTHING):
            return self
        found = Q(state__in=FINISHED_STATES)
        told = Q(response__isnull=False) & ~Q(state=State.WITHDRAWN)
        mine = Q(auditor=person) | Q(moderator=person, state__in=[State.SUBMITTED, *FINISHED_STATES])
        seen = mine | (Q(allocated_worker=person) & found) | (line_of(person) & (found | told))
        return self.filter(pk__in=self.model._default_manager.filter(seen).values("pk"))

    def to_write(self, person: Any) -> "AuditQuerySet":
        """Audits that `person` is to do now."""
        return self.filter(auditor=person, state__in=[State.ALLOCATED, State.IN_PROGRESS])

    def to_moderate(self, person: Any) -> "AuditQuerySet":
        return self.filter(moderator=person, state=State.SUBMITTED)

    def live(self) -> "AuditQuerySet":
        return self.exclude(state=State.WITHDRAWN)

    def submitted(self) -> "AuditQuerySet":
        """Submitted at least once and not withdrawn: these are counted before moderation."""
        return self.live().filter(submitted_on__isnull=False)

    def finished(self) -> "AuditQuerySet":
        return self.filter(state__in=FINISHED_STATES)

    def grades_hidden_from(self, person: Any) -> "AuditQuerySet":
        """Those that `person` moderates blind and has not graded yet, whatever else they are.

        Until they have, nothing shows them the auditor's grades, nor what gives them away: actions, the team's response,
        why the audit was chosen.
        """
        own_grades = apps.get_model("audits", "Judgement").objects.filter(audit=models.OuterRef("pk"), stage=Stage.MODERATOR)
        return self.filter(~models.Exists(own_grades), moderator=person, cycle__blind=True, state__in=OPEN_STATES)

    def with_overall(self, seen_by: Any) -> "AuditQuerySet":
        """With `overall_pre` and `overall_agreed`: grade codes, or None, also where they are hidden; and `grades_hidden`."""
        overall = apps.get_model("audits", "Judgement").objects.filter(audit=models.OuterRef("pk"), domain__isnull=True)
        hidden = apps.get_model("audits", "Audit").objects.grades_hidden_from(seen_by).filter(pk=models.OuterRef("pk"))
        before = models.Subquery(overall.filter(stage=Stage.PRE).values("grade")[:1])
        return self.annotate(
            grades_hidden=models.Exists(hidden),
            overall_pre=models.Case(models.When(grades_hidden=True, then=models.Value(None)), default=before),
            overall_agreed=models.Subquery(overall.filter(stage=Stage.AGREED).values("grade")[:1]),
        )

    def with_waiting(self) -> "AuditQuerySet":
        """With `waits_from`: the day since which an audit has waited for moderation, for sorting by age."""
        since = Coalesce("resubmitted_on", "submitted_on")
        return self.annotate(waits_from=models.Case(models.When(state=State.SUBMITTED, then=since)))

    def for_page(self) -> "AuditQuerySet":
        return self.select_related("cycle", "team", "team__service", "allocated_worker", "auditor", "moderator", "tool")

    def awaiting_response(self) -> "AuditQuerySet":
        return self.live().filter(response__isnull=False, response__answered_on__isnull=True)


class JudgementQuerySet(models.QuerySet):
    def at(self, stage: Stage) -> "JudgementQuerySet":
        return self.filter(stage=stage)

    def overall(self) -> "JudgementQuerySet":
        return self.filter(domain__isnull=True)

    def of_domains(self) -> "JudgementQuerySet":
        return self.filter(domain__isnull=False)

    def counted(self) -> "JudgementQuerySet":
        """Those that belong in a denominator."""
        return self.exclude(grade__in=["", Grade.NOT_APPLICABLE])


class AuditUploadQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "AuditUploadQuerySet":
        """An upload is its own person's."""
        return self.filter(uploaded_by=person)

    def waiting(self) -> "AuditUploadQuerySet":
        return self.filter(outcome__isnull=True)


class SampleQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "SampleQuerySet":
        """A sample names every record of a cohort: only those who plan the month see it."""
        return self if person.is_system or person.has_role(Role.QA_LEAD) else self.none()

    def applied(self) -> "SampleQuerySet":
        return self.filter(applied_on__isnull=False)

    def waiting(self) -> "SampleQuerySet":
        return self.filter(applied_on__isnull=True)


class SampledRecordQuerySet(models.QuerySet):
    def drawn(self) -> "SampledRecordQuerySet":
        """In the month by the draw, from the start or in place of another."""
        return self.filter(state__in=[Sampled.DRAWN, Sampled.REPLACEMENT])

    def reserves(self) -> "SampledRecordQuerySet":
        return self.filter(state=Sampled.RESERVE)

    def by_hand(self) -> "SampledRecordQuerySet":
        return self.filter(state=Sampled.BY_HAND)

    def in_order(self) -> "SampledRecordQuerySet":
        return self.order_by("stratum", "position", "case_id")
