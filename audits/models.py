"""The audit tool, monthly cycles, audits, and the judgements, findings and voices in them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from foundation.accounts.models import Team
from foundation.council.months import month_code, month_name

from .enums import (
    FINISHED_STATES,
    AgeBand,
    ConflictKind,
    FindingKind,
    Grade,
    PlanType,
    Source,
    Stage,
    State,
    Voice,
    VoiceOutcome,
)
from .querysets import AuditQuerySet, AuditUploadQuerySet, CycleQuerySet, JudgementQuerySet


class Tool(models.Model):
    """One version of the audit tool. A published version does not change; each audit keeps the one it was done with."""

    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField()
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="a_tool_version_once")]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class Domain(models.Model):
    """One area of practice that the tool asks the auditor to grade."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="domains")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    guidance = models.TextField(blank=True)

    class Meta:
        ordering = ["tool", "position"]
        constraints = [
            models.UniqueConstraint(fields=["tool", "name"], name="a_domain_name_once_in_a_tool"),
            models.UniqueConstraint(fields=["tool", "position"], name="a_domain_position_once_in_a_tool"),
        ]

    def __str__(self) -> str:
        return self.name


class Descriptor(models.Model):
    """What a grade looks like in a domain."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="descriptors")
    grade = models.CharField(max_length=2, choices=Grade)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["domain", "grade"], name="one_descriptor_a_grade")]

    def __str__(self) -> str:
        return f"{self.domain}: {self.get_grade_display()}"


class Cycle(models.Model):
    """One month's audits: what is looked at, by when, and how many are expected."""

    month = models.DateField(unique=True, help_text="The first day of the month.")
    theme = models.CharField(max_length=250, blank=True)
    cohort = models.CharField(max_length=150, blank=True)
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="cycles")
    look_back_from = models.DateField(null=True, blank=True)
    look_back_to = models.DateField(null=True, blank=True)
    audits_due = models.DateField(null=True, blank=True)
    moderation_due = models.DateField(null=True, blank=True)
    expected = models.PositiveSmallIntegerField("audits expected", null=True, blank=True)
    moderation_required = models.BooleanField(default=True)
    shortfall_reason = models.TextField("reason for a shortfall", blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="a_cycle_is_a_month")]

    def __str__(self) -> str:
        return month_name(self.month)

    def get_absolute_url(self) -> str:
        return reverse("audits:cycle", args=[self.code])

    @property
    def code(self) -> str:
        return month_code(self.month)


class Audit(models.Model):
    """One audit of one child's record. Its number is its address; the pseudonymised case ID is never in one."""

    number = models.BigAutoField(primary_key=True)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="audits")
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="audits")
    case_id = models.CharField("case ID", max_length=40, db_index=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="audits")
    allocated_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="audits_of_work"
    )
    plan_type = models.CharField(max_length=20, choices=PlanType, blank=True)
    age_band = models.CharField(max_length=5, choices=AgeBand, blank=True)
    cohort = models.CharField(max_length=150, blank=True)
    auditor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="audits")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="moderations")
    state = models.CharField(max_length=20, choices=State, default=State.ALLOCATED, db_index=True)
    submitted_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField("moderated or released on", null=True, blank=True)
    outcome_reason = models.TextField("reason for the release or withdrawal", blank=True)
    return_reason = models.TextField("reason for sending back", blank=True)
    imported = models.BooleanField(default=False, help_text="Came from a spreadsheet of past audits.")

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "case_id", "auditor"], name="a_case_once_a_month_by_an_auditor"),
            models.CheckConstraint(
                condition=~Q(moderator=F("auditor")) | Q(moderator=None) | Q(auditor=None), name="nobody_moderates_their_own"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "moderated", "released"]) | Q(submitted_on__isnull=False), name="submitted_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Audit {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("audits:audit", args=[self.number])

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED_STATES

    @property
    def is_returned(self) -> bool:
        return self.state == State.IN_PROGRESS and bool(self.return_reason)


class Judgement(models.Model):
    """One grade with its reason: of a domain, or overall where `domain` is empty; at one stage.

    `pre` is a copy of the auditor's at the first submission and never changes, `agreed` one made at the end of
    moderation, its reason being the reason for a change.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="judgements")
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, null=True, blank=True, related_name="judgements")
    stage = models.CharField(max_length=10, choices=Stage)
    grade = models.CharField(max_length=2, choices=Grade, blank=True)
    reason = models.TextField(blank=True)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["audit", "domain__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "domain", "stage"], condition=Q(domain__isnull=False), name="a_domain_graded_once_a_stage"
            ),
            models.UniqueConstraint(fields=["audit", "stage"], condition=Q(domain__isnull=True), name="overall_graded_once_a_stage"),
        ]
        indexes = [models.Index(fields=["stage", "domain", "grade"], name="grades_by_stage")]

    def __str__(self) -> str:
        return f"{self.domain or 'Overall'}: {self.get_grade_display() or 'not graded'} ({self.get_stage_display()})"


class Finding(models.Model):
    """A strength or an area for improvement, with where it was seen or heard."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=10, choices=FindingKind)
    text = models.TextField()
    source = models.CharField(max_length=12, choices=Source, default=Source.RECORD)
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")

    class Meta:
        ordering = ["audit", "kind", "pk"]

    def __str__(self) -> str:
        return self.text


class VoiceHeard(models.Model):
    """Whether a child, a family or the practitioner was asked, and what they said."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="voices")
    voice = models.CharField(max_length=15, choices=Voice)
    outcome = models.CharField(max_length=15, choices=VoiceOutcome)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["audit", "pk"]
        verbose_name_plural = "voices heard"
        constraints = [models.UniqueConstraint(fields=["audit", "voice"], name="a_voice_once_an_audit")]

    def __str__(self) -> str:
        return f"{self.get_voice_display()}: {self.get_outcome_display()}"


class ConflictOverride(models.Model):
    """A soft conflict of interest that the lead accepted, and why."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="overrides")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    conflict = models.CharField(max_length=20, choices=ConflictKind)
    reason = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "person", "conflict"], name="a_conflict_accepted_once")]

    def __str__(self) -> str:
        return f"{self.get_conflict_display()}: {self.reason}"


class TeamResponse(models.Model):
    """What the team says and does about an Inadequate, asked for when the audit is submitted."""

    audit = models.OneToOneField(Audit, on_delete=models.CASCADE, related_name="response")
    due = models.DateField()
    text = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Response to audit {self.audit_id}, due {self.due:%-d %B %Y}"


class AuditUpload(models.Model):
    """A spreadsheet of past audits between its check and its storing. Once stored, its content goes and the outcome stays."""

    name = models.CharField("file", max_length=200)
    content = models.BinaryField(null=True, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    outcome = models.JSONField(null=True, editable=False, help_text="What was stored, restated, unchanged, refused and created.")

    objects = AuditUploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(content__isnull=False) | Q(outcome__isnull=False), name="an_upload_waits_or_is_stored")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("audits:import-check", args=[self.pk])

    @property
    def is_stored(self) -> bool:
        return self.outcome is not None
