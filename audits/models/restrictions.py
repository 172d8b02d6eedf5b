"""Records that only named people read, and readings of a closed record in an emergency."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.querysets import BreakGlassQuerySet, RestrictedRecordQuerySet

from .audits import Audit
from .case_keys import CaseKeyField


class RestrictedRecord(models.Model):
    """A child's record, every audit of which only named people, its auditor, its moderator and QA leads read."""

    number = models.BigAutoField(primary_key=True)
    case_id = models.CharField("case ID", max_length=40)
    case_key = CaseKeyField(db_index=True)
    reason = models.TextField()
    restricted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    restricted_on = models.DateField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField("why it is open again", blank=True)
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="named readers")

    objects = RestrictedRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case_key"], condition=Q(ended_on__isnull=True), name="a_record_restricted_once_at_a_time"),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | ~Q(end_reason=""), name="a_restriction_ends_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Restricted record {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("audits:restricted-record", args=[self.number])


class BreakGlass(models.Model):
    """Somebody opened an audit that is closed to them, in an emergency: for reading, for some hours, with a reason that a lead looks at."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="opened_by_break_glass")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    was_justified = models.BooleanField(null=True, blank=True)
    review = models.TextField("what the lead found", blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "break-glass readings"
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, was_justified__isnull=True)
                | Q(reviewed_on__isnull=False, was_justified__isnull=False) & ~Q(review=""),
                name="break_glass_is_reviewed_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audit} opened by break-glass by {self.person}"

    def get_absolute_url(self) -> str:
        return reverse("audits:review-break-glass", args=[self.pk])

    def is_open(self, now: datetime.datetime) -> bool:
        return self.opened_at <= now < self.until
