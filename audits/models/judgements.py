"""What an audit says: grades, findings and voices, and the team’s response."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from audits.enums import ChangeCode, FindingKind, Grade, Source, Stage, Voice, VoiceOutcome
from audits.querysets import JudgementQuerySet
from foundation.documents.formats import uk_date

from .audits import Audit
from .tools import Domain


class Judgement(models.Model):
    """One grade with its reason: of a domain, or overall where `domain` is empty; at one stage.

    `pre` is a copy of the auditor's at the first submission and never changes, `agreed` one made at the end of
    moderation, its reason being the reason for a change.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="judgements")
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, null=True, blank=True, related_name="judgements")
    stage = models.CharField(max_length=10, choices=Stage)
    grade = models.CharField(max_length=2, choices=Grade, blank=True)
    reason = models.TextField(blank=True)
    change_code = models.CharField(
        "kind of reason for a change", max_length=12, choices=ChangeCode, blank=True, help_text="Blank where imported or unchanged."
    )
    no_action_reason = models.TextField("reason for no action", blank=True, help_text="Why a weak domain needs none.")

    objects = JudgementQuerySet.as_manager()

    class Meta:
        # By the audit’s number and not by its own order, for which each reading would join it.
        ordering = ["-audit_id", "domain__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "domain", "stage"], condition=Q(domain__isnull=False), name="a_domain_graded_once_a_stage"
            ),
            models.UniqueConstraint(fields=["audit", "stage"], condition=Q(domain__isnull=True), name="overall_graded_once_a_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.domain or 'Overall'}: {self.get_grade_display() or 'not graded'} ({self.get_stage_display()})"


class Finding(models.Model):
    """A strength or an area for improvement, with where it was seen or heard."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=10, choices=FindingKind)
    text = models.TextField()
    source = models.CharField(max_length=12, choices=Source, default=Source.RECORD)
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")

    class Meta:
        ordering = ["-audit_id", "kind", "pk"]

    def __str__(self) -> str:
        return self.text


class VoiceHeard(models.Model):
    """Whether a child, a family or the practitioner was asked, and what they said."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="voices")
    voice = models.CharField(max_length=15, choices=Voice)
    outcome = models.CharField(max_length=15, choices=VoiceOutcome, blank=True, help_text="Blank only while the audit is being written.")
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["-audit_id", "pk"]
        verbose_name_plural = "voices heard"
        constraints = [models.UniqueConstraint(fields=["audit", "voice"], name="a_voice_once_an_audit")]

    def __str__(self) -> str:
        return f"{self.get_voice_display()}: {self.get_outcome_display()}"


class TeamResponse(models.Model):
    """What the team says and does about an Inadequate, asked for when the audit is submitted."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="response")
    due = models.DateField()
    text = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    not_upheld_on = models.DateField(null=True, blank=True, help_text="Moderation judged the record better: no response is owed.")

    def __str__(self) -> str:
        return f"Response to audit {self.audit_id}, due {uk_date(self.due)}"
