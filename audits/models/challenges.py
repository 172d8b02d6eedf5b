"""A team's challenge of a finished audit, and the answer."""

from django.conf import settings
from django.db import models

from .audits import Audit


class Challenge(models.Model):
    """What the team holds against what was found, within a few days of it; and what moderation says to that. Grades stay."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="challenge")
    text = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    answer_due = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Challenge of {self.audit}"
