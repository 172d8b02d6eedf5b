"""What a person keeps for themselves: views of the tracker, and a calendar of due dates."""

from django.conf import settings
from django.db import models

from actions.querysets import SavedViewQuerySet


class SavedView(models.Model):
    """The tracker's filters under a name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=60)
    filters = models.CharField(max_length=500, help_text="As they are in the address, without the question mark.")
    is_shared = models.BooleanField(default=False, help_text="Everybody is offered it; each sees their own actions in it.")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name__folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="a_view_by_name")]

    def __str__(self) -> str:
        return self.name


class CalendarFeed(models.Model):
    """A private address that a calendar reads. The address itself is shown once and not stored."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_feed")
    key_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()

    def __str__(self) -> str:
        return f"Calendar of {self.person}"
