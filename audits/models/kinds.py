"""The kinds of audit beside the month's own, and from which month on each is done how."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from audits.enums import ModerationRule, RecordsAsked
from foundation.council.first_of_month import IsFirstOfMonth


class KindOfAudit(models.Model):
    """A kind of audit that is done beside the month's own: of closed records, with other agencies, of supervision.

    Its tool is found by `tool_name`; audits of a kind are counted apart and are in no figure of the month.
    """

    name = models.CharField(max_length=80, unique=True)
    purpose = models.TextField(blank=True, help_text="What it is for, and who does it.")
    tool_name = models.CharField("audit tool", max_length=100, unique=True, help_text="All versions of a tool have its name.")
    is_multi_agency = models.BooleanField("done with other agencies", default=False)
    ended_on = models.DateField("no longer done since", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "kinds of audit"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("audits:kind", args=[self.pk])

    @property
    def code(self) -> str:
        """In addresses: “closed-records”."""
        return slugify(self.name)


class KindTerms(models.Model):
    """How a kind of audit is done from a month on, until the next terms: how often, of which records, and whether it is moderated."""

    kind = models.ForeignKey(KindOfAudit, on_delete=models.PROTECT, related_name="terms")
    first_month = models.DateField("from", help_text="The first day of the month.")
    cadence_months = models.PositiveSmallIntegerField("done every so many months", null=True, blank=True, help_text="Empty: when needed.")
    size = models.PositiveSmallIntegerField("audits each time", null=True, blank=True)
    moderation_rule = models.CharField("which are moderated", max_length=10, choices=ModerationRule, default=ModerationRule.ALL)
    records = models.CharField("which records", max_length=10, choices=RecordsAsked, default=RecordsAsked.ANY)
    closed_months = models.PositiveSmallIntegerField("closed within so many months", default=12)

    class Meta:
        ordering = ["kind", "first_month"]
        verbose_name_plural = "terms of kinds"
        constraints = [
            models.UniqueConstraint(fields=["kind", "first_month"], name="terms_of_a_kind_once_a_month"),
            models.CheckConstraint(condition=IsFirstOfMonth("first_month"), name="terms_begin_with_a_month"),
            models.CheckConstraint(condition=Q(closed_months__gte=1), name="closed_within_a_month_at_least"),
            models.CheckConstraint(condition=Q(cadence_months__gte=1) | Q(cadence_months=None), name="a_cadence_of_a_month_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.first_month:%Y-%m}"
