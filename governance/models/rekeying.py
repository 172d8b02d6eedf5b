"""Case IDs that were replaced. The pair of the old and the new one is nowhere here: it would be a key to who is who."""

from django.conf import settings
from django.db import models


class Rekeying(models.Model):
    """So many case IDs replaced at once, everywhere. Which became which only the council knows."""

    reason = models.CharField(max_length=300)
    case_ids = models.PositiveIntegerField("case IDs replaced")
    rows = models.PositiveIntegerField("rows changed")
    in_trail = models.PositiveIntegerField("entries of the trail that still name an old case ID")
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Replacement {self.pk}"
