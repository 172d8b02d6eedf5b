"""To whom an audit's grades were shown: a person who has seen them no longer grades it blind."""

from django.conf import settings
from django.db import models

from audits.enums import ShownBy

from .audits import Audit


class Revelation(models.Model):
    """The first time that an audit's grades were shown to somebody other than its auditor. Never changed or deleted."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="revelations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=ShownBy)
    shown_on = models.DateField()
    shown_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["audit", "person"], name="revealed_to_somebody_once")]

    def __str__(self) -> str:
        return f"{self.audit} to {self.person}: {self.get_how_display().lower()}"
