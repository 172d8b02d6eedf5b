"""Who is moderated by rule, and what the rules said of each audit."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from audits.enums import AuditQuality, ChosenBy, ModerationStep
from foundation.lookups.rows import get_or_none

from .audits import Audit


class ModerationRules(models.Model):
    """The rules of months that are moderated by rule. There is one row, with primary key 1."""

    best_and_worst = models.BooleanField("every Inadequate and Outstanding", default=True)
    first_audits = models.PositiveSmallIntegerField("an auditor’s first audits", default=3)
    percentage = models.PositiveSmallIntegerField("percentage of the rest, at random", default=20, validators=[MaxValueValidator(100)])
    drift = models.BooleanField("auditors whose grades are often changed, or changed one way", default=True)
    seed = models.PositiveIntegerField(default=1, help_text="The same seed draws the same audits again.")

    class Meta:
        verbose_name_plural = "moderation rules"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_set_of_moderation_rules")]

    def __str__(self) -> str:
        return "Moderation settings"

    @classmethod
    def current(cls) -> "ModerationRules":
        """The one row, or the defaults where nobody has saved rules yet."""
        return get_or_none(cls.objects.filter(pk=1)) or cls(pk=1)


class ModerationChoice(models.Model):
    """What the rules said of one audit when it was first submitted. Hidden from a blind moderator until they have graded."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="moderation_choice")
    chosen_by = models.CharField(max_length=10, choices=ChosenBy)
    seed = models.PositiveIntegerField(null=True, blank=True, help_text="Where a lot was drawn.")
    lot = models.PositiveSmallIntegerField(null=True, blank=True, help_text="From 0 to 9999.")
    percentage = models.PositiveSmallIntegerField(null=True, blank=True, help_text="A lot below this share is chosen.")

    class Meta:
        ordering = ["audit"]

    def __str__(self) -> str:
        return self.get_chosen_by_display()


class ModerationRecord(models.Model):
    """What moderation says besides grades: who talked it over and when, the note of it, and how good the audit itself was."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="moderation_record")
    held_on = models.DateField("day of the discussion or panel", null=True, blank=True)
    present = models.TextField("those present", blank=True, help_text="Of a panel, guests besides its members.")
    minutes = models.TextField("minutes, or note of the discussion", blank=True)
    evidence = models.CharField(max_length=10, choices=AuditQuality, blank=True)
    analysis = models.CharField(max_length=10, choices=AuditQuality, blank=True)
    voice = models.CharField("voice of the child", max_length=10, choices=AuditQuality, blank=True)
    actions = models.CharField(max_length=10, choices=AuditQuality, blank=True)
    words = models.TextField("on the quality of the audit", blank=True)

    def __str__(self) -> str:
        return f"Moderation of {self.audit}"

    @property
    def qualities(self) -> list[tuple[str, str]]:
        """What was judged of the audit itself, and how."""
        judged = [
            ("Evidence", self.get_evidence_display()),
            ("Analysis", self.get_analysis_display()),
            ("Voice of the child", self.get_voice_display()),
            ("Actions", self.get_actions_display()),
        ]
        return [(name, quality) for name, quality in judged if quality]


class AuditorReply(models.Model):
    """Whether an audit's auditor agrees with its moderated grades, once each time that it is moderated. It changes no grade."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="auditor_replies")
    version = models.PositiveSmallIntegerField(help_text="Of the audit: one more than the earlier versions that are kept of it.")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    said_on = models.DateField()

    class Meta:
        ordering = ["audit", "version"]
        verbose_name_plural = "auditor replies"
        constraints = [
            models.UniqueConstraint(fields=["audit", "version"], name="one_reply_to_a_moderation"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(words=""), name="who_does_not_agree_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {'agrees' if self.agrees else 'does not agree'} with the moderated grades"


class ModerationDraft(models.Model):
    """What a moderator has filled in on one page and not finished: theirs alone to read, and gone once the page is finished."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="moderation_drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=10, choices=ModerationStep)
    answers = models.JSONField(default=dict, help_text="By field of the page.")
    saved_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["audit", "person", "step"], name="one_draft_of_a_step_of_moderation")]

    def __str__(self) -> str:
        return f"{self.get_step_display()} of {self.audit}, not finished"


class PanelMember(models.Model):
    """Somebody who sat on the panel; a member with a conflict of interest left the room, or stayed for a reason."""

    record = models.ForeignKey(ModerationRecord, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    left = models.BooleanField("left while the grades were agreed", default=False)
    stayed_because = models.TextField("why they stayed in spite of a conflict", blank=True)

    class Meta:
        ordering = ["record", "person__name__folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["record", "person"], name="a_person_once_on_a_panel")]

    def __str__(self) -> str:
        return f"{self.person}, who left while the grades were agreed" if self.left else str(self.person)
