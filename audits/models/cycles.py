"""Monthly cycles."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from audits.enums import Mode, ModerationRule
from audits.querysets import CycleQuerySet
from foundation.council.first_of_month import IsFirstOfMonth
from foundation.council.months import month_code, month_name

from .kinds import KindOfAudit
from .tools import Tool


class Cycle(models.Model):
    """One month's audits: what is looked at, by when, and how many are expected.

    One of a `kind` holds the audits of that kind which are done in the month. They are counted apart: whatever counts the month's audits
    asks for `monthly` ones.
    """

    month = models.DateField(db_index=True, help_text="The first day of the month.")
    kind = models.ForeignKey(
        KindOfAudit, on_delete=models.PROTECT, null=True, blank=True, related_name="cycles", help_text="None: the month’s own audits."
    )
    kind_name = models.CharField(max_length=80, blank=True, help_text="What its kind was called when it was planned.")
    theme = models.CharField(max_length=250, blank=True)
    cohort = models.CharField(max_length=150, blank=True)
    rationale = models.TextField(blank=True, help_text="Why these records, and why now.")
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="cycles")
    look_back_from = models.DateField(null=True, blank=True)
    look_back_to = models.DateField(null=True, blank=True)
    judgement_from = models.DateField(null=True, blank=True, help_text="Practice is judged from this day; before it is background.")
    judgement_to = models.DateField(null=True, blank=True)
    audits_due = models.DateField(null=True, blank=True)
    moderation_due = models.DateField(null=True, blank=True)
    expected = models.PositiveSmallIntegerField("audits expected", null=True, blank=True)
    moderation_rule = models.CharField("which audits are moderated", max_length=10, choices=ModerationRule, default=ModerationRule.ALL)
    blind = models.BooleanField(default=True, help_text="Moderators grade before they see the auditor’s grades.")
    collaborative = models.BooleanField(default=False, help_text="Practitioners may reflect before the audit and check the draft’s facts.")
    mode = models.CharField("mode of moderation", max_length=10, choices=Mode, default=Mode.DESK)
    shortfall_reason = models.TextField("reason for a shortfall", blank=True)

    paused_on = models.DateField(null=True, blank=True, help_text="Since then nothing new is allocated or started, and nobody is chased.")
    pause_reason = models.TextField("reason for the pause", blank=True)
    resumed_on = models.DateField(null=True, blank=True, help_text="The latest time. What is open then is late only some days after.")

    settled_on = models.DateField(
        "moderation first finished on", null=True, blank=True, help_text="Since then the month is shown by its agreed grades."
    )

    # How many expected audits are exempted, where `with_exempted` was asked.
    exempted: int

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-month", models.F("kind").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(condition=IsFirstOfMonth("month"), name="a_cycle_is_a_month"),
            models.UniqueConstraint(fields=["month"], condition=Q(kind=None), name="a_month_once"),
            models.UniqueConstraint(fields=["month", "kind"], name="a_kind_once_a_month"),
            models.CheckConstraint(
                condition=Q(kind=None, kind_name="") | (Q(kind__isnull=False) & ~Q(kind_name="")), name="a_kind_has_its_name"
            ),
            models.CheckConstraint(condition=Q(paused_on=None) | ~Q(pause_reason=""), name="a_pause_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name}, {month_name(self.month)}" if self.kind_name else month_name(self.month)

    def get_absolute_url(self) -> str:
        return reverse("audits:cycle", args=[self.code])

    @property
    def code(self) -> str:
        """“2023-06”, and of a kind “2023-06-closed-records”."""
        return f"{month_code(self.month)}-{slugify(self.kind_name)}" if self.kind_name else month_code(self.month)

    @property
    def is_monthly(self) -> bool:
        """Whether its audits are the month's own, and not of a kind that is counted apart."""
        return self.kind_id is None

    @property
    def moderation_required(self) -> bool:
        return self.moderation_rule != ModerationRule.NONE

    @property
    def is_paused(self) -> bool:
        return self.paused_on is not None

    @property
    def is_moderated_by_rule(self) -> bool:
        return self.moderation_rule == ModerationRule.BY_RULE
