"""The people who ever had a part in doing an action. They never judge whether it was done, even after somebody else owns it."""

from django.conf import settings
from django.db import models

from actions.enums import DoingPart

from .action import Action


class Doer(models.Model):
    """Somebody who owned an action or helped with it, at any time. Never changed or deleted."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="doers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=6, choices=DoingPart)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["action", "person", "part"], name="a_part_in_an_action_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_part_display().lower()} of {self.action.short_name}"
