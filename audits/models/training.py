"""Who was trained to audit, and when."""

from django.conf import settings
from django.db import models

from foundation.documents.formats import uk_date


class AuditTraining(models.Model):
    """A day on which somebody was trained to audit, as the QA lead wrote it down. A refresher is a row of its own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="audit_trainings")
    trained_on = models.DateField()
    what = models.CharField("what it was", max_length=150, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    class Meta:
        ordering = ["-trained_on", "person__name__folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "trained_on"], name="trained_once_a_day")]

    def __str__(self) -> str:
        return f"{self.person}, trained to audit on {uk_date(self.trained_on)}"
