"""The practitioner's side of an audit: a reflection before it, a check of the facts in its draft, a letter after it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from audits.enums import CorrectionOutcome
from audits.querysets import FactualCheckQuerySet, FeedbackLetterQuerySet, ReflectionQuerySet
from audits.stored import CHECKED_PARTS

from .audits import Audit

PERSON = settings.AUTH_USER_MODEL


class Reflection(models.Model):
    """What the practitioner thinks of their own work before it is audited. Theirs alone until it is sent.

    Where the record's worker was corrected there may be one of the person asked before: it is theirs, and no longer part of the audit.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="reflections")
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proud_of = models.TextField(blank=True)
    hard = models.TextField(blank=True)
    differently = models.TextField(blank=True)
    sent_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "written_by"], name="one_reflection_a_writer"),
            models.CheckConstraint(condition=Q(sent_on=None) | Q(declined_on=None), name="a_reflection_is_sent_or_declined"),
        ]

    def __str__(self) -> str:
        return f"Reflection on {self.audit}"

    @property
    def is_open(self) -> bool:
        return not (self.sent_on or self.declined_on)


class FactualCheck(models.Model):
    """The draft without its grades, as it was when the practitioner was asked whether its facts are right.

    `parts` is a copy, so that nothing which the auditor judges or writes later is in it; `drafted` reads it.
    """

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="factual_check")
    parts = models.JSONField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    settled_on = models.DateField("corrections answered on", null=True, blank=True)

    objects = FactualCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(settled_on=None) | Q(answered_on__isnull=False), name="answered_before_it_is_settled"),
        ]

    def __str__(self) -> str:
        return f"Factual check of {self.audit}"

    @property
    def drafted(self) -> list[dict[str, str]]:
        """Key, heading and text of each piece of the draft."""
        return CHECKED_PARTS.read(self.parts)


class Correction(models.Model):
    """What the practitioner says is wrong in one part of the draft, and what the auditor did with it."""

    factual_check = models.ForeignKey(FactualCheck, on_delete=models.PROTECT, related_name="corrections")
    part = models.CharField(max_length=40)
    text = models.TextField()
    outcome = models.CharField(max_length=10, choices=CorrectionOutcome, blank=True)
    answer = models.TextField("what the auditor did with it", blank=True)

    class Meta:
        ordering = ["factual_check", "pk"]
        constraints = [models.UniqueConstraint(fields=["factual_check", "part"], name="a_part_corrected_once")]

    def __str__(self) -> str:
        return f"{self.heading}: {self.text}"

    @property
    def heading(self) -> str:
        return next((part["heading"] for part in self.factual_check.drafted if part["key"] == self.part), "")


class FeedbackLetter(models.Model):
    """A letter to the practitioner on what the audit found. A draft until it is sent; then it stays, with their reply.

    `strengths`, `areas` and `next_steps` are lists: a line each.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="letters")
    addressed_to = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="letters")
    opening = models.TextField()
    strengths = models.TextField(blank=True)
    areas = models.TextField("areas for improvement", blank=True)
    next_steps = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    read_by = models.DateField("to be read by", null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    reply = models.TextField(blank=True)

    objects = FeedbackLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-audit_id", "pk"]
        indexes = [
            models.Index(fields=["read_by"], condition=Q(sent_on__isnull=False, acknowledged_on=None), name="letters_not_acknowledged")
        ]
        constraints = [
            models.UniqueConstraint(fields=["audit"], condition=Q(sent_on=None), name="one_draft_of_a_letter_an_audit"),
            models.CheckConstraint(condition=Q(sent_on=None) | Q(sent_by__isnull=False, read_by__isnull=False), name="sent_by_somebody"),
            models.CheckConstraint(condition=Q(acknowledged_on=None) | Q(sent_on__isnull=False), name="sent_before_it_is_acknowledged"),
        ]

    def __str__(self) -> str:
        return f"Feedback on {self.audit}"
