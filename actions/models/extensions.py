"""Due dates that were moved."""

from django.conf import settings
from django.db import models

from foundation.documents.formats import uk_date

from .action import Action


class Extension(models.Model):
    """A due date that was moved, and why; the first one stays with the action."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="extensions")
    was_due = models.DateField()
    due = models.DateField()
    reason = models.TextField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{uk_date(self.was_due)} to {uk_date(self.due)}"
