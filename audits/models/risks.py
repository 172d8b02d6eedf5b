"""A child who may be at risk now, and what follows an Inadequate that stands."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.querysets import ReflectiveConversationQuerySet, RiskFlagQuerySet

from .audits import Audit


class RiskFlag(models.Model):
    """Somebody who read the child's record fears for the child. It never replaces the call: it says who was rung, and when.

    Each worry is one, also while another is open: two people know two things. An audit is not submitted while any is open.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="risks")
    worry = models.TextField()
    rung = models.CharField("told by phone", max_length=200)
    rung_at = models.DateTimeField("rung at")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="people notified at once")
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    doing = models.TextField("what is being done", blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    # Of the worry and the call: the same told twice by one person is one flag, whose outcome is not lost by being sent again.
    said = models.CharField(max_length=64, editable=False)

    objects = RiskFlagQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "raised_by", "said"], name="a_worry_is_told_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(acknowledged_at__gte=F("raised_at")), name="risk_raised_then_acknowledged"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("acknowledged_at"), acknowledged_at__isnull=False),
                name="risk_acknowledged_then_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"Risk raised in audit {self.audit_id}"

    def get_absolute_url(self) -> str:
        return reverse("audits:risk", args=[self.audit_id, self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class ReflectiveConversation(models.Model):
    """What a service manager and the practitioner learned from an Inadequate that moderation upheld. Never counted by person."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="conversation")
    due = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    present = models.TextField("people who took part", blank=True)
    learned = models.TextField("what was learned", blank=True)
    support = models.TextField("support agreed", blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_on = models.DateField(null=True, blank=True)

    objects = ReflectiveConversationQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return f"Reflective conversation about audit {self.audit_id}"

    def get_absolute_url(self) -> str:
        return reverse("audits:conversation", args=[self.audit_id])
