"""What an audit said before it was sent back or opened again; and why a record left its month."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from audits.enums import AuditState, VersionKind, WithdrawalKind
from audits.querysets import AuditVersionQuerySet

from .audits import Audit


class AuditVersion(models.Model):
    """An audit as it stood when it was sent back or opened again. `content` is a copy of every judgement, finding and voice then."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=VersionKind)
    state = models.CharField("state that it was in", max_length=20, choices=AuditState)
    why = models.TextField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField()
    submitted_on = models.DateField("last submitted on")
    content = models.JSONField(help_text="Rows of judgements, findings and voices, by field; the record of moderation.")

    objects = AuditVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-audit_id", "number"]
        constraints = [models.UniqueConstraint(fields=["audit", "number"], name="a_version_of_an_audit_once")]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.audit}"

    def get_absolute_url(self) -> str:
        return reverse("audits:version", args=[self.audit_id, self.number])


class Withdrawal(models.Model):
    """Why a record left its month, by kind; the words are the audit's own reason."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="withdrawal")
    kind = models.CharField(max_length=20, choices=WithdrawalKind)

    def __str__(self) -> str:
        return f"{self.audit}: {self.get_kind_display()}"
