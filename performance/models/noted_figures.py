"""One-off counts that somebody noted: in no regular table, and yet quoted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from foundation.documents.formats import uk_date


class NotedFigure(models.Model):
    """A dated count with its source. Where it has parts, they should sum to it: 97 = 61 + 36."""

    words = models.CharField(max_length=150, help_text="What was counted.")
    value = models.DecimalField(max_digits=16, decimal_places=4)
    day = models.DateField(help_text="The date that the figure is for.")
    source = models.CharField(max_length=150)
    whole = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()

    class Meta:
        ordering = ["-day", "pk"]
        constraints = [models.UniqueConstraint(fields=["words", "day", "source"], condition=Q(whole=None), name="a_noted_figure_once")]

    def __str__(self) -> str:
        return f"{self.words}, {uk_date(self.day)}"

    def get_absolute_url(self) -> str:
        return f"{reverse('performance:noted')}#noted-{self.pk}"
