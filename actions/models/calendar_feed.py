"""A calendar of due dates for one person."""

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """A private address that a calendar reads. The address itself is shown once and not stored."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_feed")
    key_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()

    def __str__(self) -> str:
        return f"Calendar of {self.person}"
