"""A record audited again, to see whether practice changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .audits import Audit


class ReAudit(models.Model):
    """An earlier audit and the one that looks at the same record again; or why none is needed."""

    earlier = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="re_audit")
    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="re_audit_of")
    reason = models.TextField("why none is needed", blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(earlier=F("audit")), name="an_audit_is_not_its_own_re_audit"),
            models.CheckConstraint(condition=Q(audit__isnull=False) | ~Q(reason=""), name="a_re_audit_or_a_reason_for_none"),
        ]

    def __str__(self) -> str:
        return f"{self.audit} after {self.earlier}" if self.audit else f"No re-audit of {self.earlier}"
