"""What one person asks of an action and another answers: more time, or to withdraw it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actions.enums import Asked

from .action import Action


class Request(models.Model):
    """More time, or withdrawal: asked with a reason, answered by somebody else."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="requests")
    asked = models.CharField(max_length=10, choices=Asked)
    due = models.DateField("due date asked for", null=True, blank=True)
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    agreed = models.BooleanField(null=True, blank=True, help_text="Empty: not answered yet.")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "asked"], condition=Q(agreed=None), name="asked_once_until_answered"),
            models.CheckConstraint(condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by")), name="nobody_answers_what_they_asked"),
            models.CheckConstraint(condition=~Q(asked=Asked.MORE_TIME) | Q(due__isnull=False), name="more_time_until_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_asked_display()}: {self.reason}"

    @property
    def is_waiting(self) -> bool:
        return self.agreed is None
