"""Calibration: one record, graded by several people without seeing each other's grades, then talked over.

Kept apart from audits and judgements, so that nothing here is ever counted as practice.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.enums import CalibrationState, Grade, PlanType
from audits.querysets import CalibrationRoundQuerySet
from foundation.accounts.models import Team

from .audits import Audit
from .case_keys import CaseKeyField
from .tools import Domain, Tool


class CalibrationRound(models.Model):
    """One round. Its facts of the record are copied where it comes from a finished audit."""

    title = models.CharField(max_length=150)
    case_id = models.CharField("case ID", max_length=40)
    case_key = CaseKeyField(db_index=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="calibration_rounds")
    allocated_worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    plan_type = models.CharField(max_length=20, choices=PlanType, blank=True)
    audit = models.ForeignKey(
        Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="calibration_rounds", help_text="Where the record comes from."
    )
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="calibration_rounds")
    due = models.DateField("grades due")
    state = models.CharField(max_length=12, choices=CalibrationState, default=CalibrationState.GRADING)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calibration_rounds_planned")
    opened_on = models.DateField("opened for discussion on", null=True, blank=True)
    opened_without = models.TextField("why it was opened before everybody had finished", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    notes = models.TextField("notes of the discussion", blank=True)
    learned = models.TextField("what we learned", blank=True)

    objects = CalibrationRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-due", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CalibrationState.GRADING, opened_on=None)
                | ~Q(state=CalibrationState.GRADING) & Q(opened_on__isnull=False),
                name="a_discussed_round_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("audits:calibration-round", args=[self.pk])

    @property
    def is_grading(self) -> bool:
        return self.state == CalibrationState.GRADING

    @property
    def is_closed(self) -> bool:
        return self.state == CalibrationState.CLOSED


class CalibrationPart(models.Model):
    """One person's part in a round; finished once every place has their grade and reason."""

    round = models.ForeignKey(CalibrationRound, on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calibration_parts")
    invited_on = models.DateField(null=True, blank=True, help_text="Empty for those invited before it was kept.")
    due = models.DateField("grades due", null=True, blank=True, help_text="Where it is later than the round’s.")
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["round", "person__name__folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="a_person_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.person} in {self.round}"


class CalibrationGrade(models.Model):
    """One person's grade and reason in a domain, or overall where `domain` is empty."""

    part = models.ForeignKey(CalibrationPart, on_delete=models.CASCADE, related_name="grades")
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, null=True, blank=True, related_name="calibration_grades")
    grade = models.CharField(max_length=2, choices=Grade, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["part", "domain__position"]
        constraints = [
            models.UniqueConstraint(fields=["part", "domain"], condition=Q(domain__isnull=False), name="a_domain_once_a_part"),
            models.UniqueConstraint(fields=["part"], condition=Q(domain__isnull=True), name="overall_once_a_part"),
        ]

    def __str__(self) -> str:
        return f"{self.domain or 'Overall'}: {self.get_grade_display() or 'not graded'}"


class CalibrationOutcome(models.Model):
    """What a round says of a domain, or overall: the lead's reference, given beforehand, and the grade agreed in the discussion."""

    round = models.ForeignKey(CalibrationRound, on_delete=models.PROTECT, related_name="outcomes")
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, null=True, blank=True, related_name="calibration_outcomes")
    reference = models.CharField("reference grade", max_length=2, choices=Grade, blank=True)
    reason = models.TextField("reason for the reference", blank=True)
    agreed = models.CharField("agreed grade", max_length=2, choices=Grade, blank=True)

    class Meta:
        ordering = ["round", "domain__position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "domain"], condition=Q(domain__isnull=False), name="a_domain_once_a_round"),
            models.UniqueConstraint(fields=["round"], condition=Q(domain__isnull=True), name="overall_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.domain or 'Overall'}: {self.get_agreed_display() or 'not agreed'}"
