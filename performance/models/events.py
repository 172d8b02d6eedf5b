"""What happened on a day that may explain a figure."""

from django.conf import settings
from django.db import models

from foundation.documents.formats import uk_date

from .indicators import Indicator


class DatedEvent(models.Model):
    """“Inspection”, “system amended”: shown beside every figure, or one indicator's where it is named."""

    day = models.DateField()
    words = models.CharField(max_length=100)
    restarts_limits = models.BooleanField(
        default=False, help_text="Whether the level moved for good, so that control limits start again with the day’s month."
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{uk_date(self.day)}: {self.words}"
