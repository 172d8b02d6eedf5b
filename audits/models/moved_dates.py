"""Due dates of an audit other than its month's."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from audits.enums import MovedWhy, Part
from foundation.documents.formats import uk_date

from .audits import Audit


class MovedDate(models.Model):
    """A later due date of one part of an audit, and what moved it there: the month's own day stays the first. Never changed or deleted."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="moved_dates")
    part = models.CharField(max_length=10, choices=Part)
    was_due = models.DateField(null=True, blank=True, help_text="Empty where the month has no day for this part.")
    due = models.DateField()
    why = models.CharField(max_length=12, choices=MovedWhy)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(was_due=None) | Q(due__gt=F("was_due")), name="a_moved_date_is_later")]

    def __str__(self) -> str:
        return f"{self.audit}, {self.get_part_display().lower()}: due {uk_date(self.due)}"
