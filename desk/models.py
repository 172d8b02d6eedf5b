"""What a person has hidden from their own My work."""

from django.conf import settings
from django.db import models

from foundation.accounts.enums import Role


class HiddenSteps(models.Model):
    """The first steps of one role, which this person no longer wants to see on My work."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hidden_steps")
    role = models.CharField(max_length=30, choices=Role)

    class Meta:
        verbose_name_plural = "hidden steps"
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="hidden_steps_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
