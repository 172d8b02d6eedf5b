"""Children whose records inspectors track, and the audits that are due within hours."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.models import Audit
from inspections.enums import Hours
from inspections.querysets import CaseTrackingQuerySet, TrackedChildQuerySet

from .inspections import Inspection


class CaseTracking(models.Model):
    """Inspection mode: from a moment until the lead ends it. One at a time."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="tracking")
    starts_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_on = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CaseTrackingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        verbose_name_plural = "case trackings"
        constraints = [
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("starts_at")), name="tracking_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(is_on=True, ended_at=None) | Q(is_on=False, ended_at__isnull=False), name="on_until_ended"),
            models.UniqueConstraint(fields=["is_on"], condition=Q(is_on=True), name="one_tracking_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"Tracked children, {self.inspection}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:tracking", args=[self.inspection_id])


class TrackedChild(models.Model):
    """One tracked child's audit, and the moment by which it is due."""

    tracking = models.ForeignKey(CaseTracking, on_delete=models.PROTECT, related_name="children")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="tracked")
    hours = models.PositiveSmallIntegerField(choices=Hours)
    due_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = TrackedChildQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name_plural = "tracked children"
        constraints = [models.UniqueConstraint(fields=["tracking", "audit"], name="a_child_tracked_once")]

    def __str__(self) -> str:
        return str(self.audit)
