"""Warnings that somebody has looked at."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from foundation.council.clock import today

from .enums import WarningKind


class DismissedWarning(models.Model):
    """A warning about the words of an audit, a report or a month's comments that may stand. It is not shown at that place again.

    `mark` is a short hash of what was warned of, so that the words themselves stand only where they were written.
    """

    target_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    target_id = models.CharField(max_length=40)
    target = GenericForeignKey("target_type", "target_id")
    kind = models.CharField(max_length=10, choices=WarningKind)
    mark = models.CharField(max_length=64)
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dismissed_on = models.DateField(default=today)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["target_type", "target_id", "kind", "mark"], name="a_warning_dismissed_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: dismissed by {self.dismissed_by}"
