"""Why a month has no figure."""

from django.conf import settings
from django.db import models

from foundation.council.first_of_month import IsFirstOfMonth
from performance.querysets import ReleasedManager

from .indicators import Indicator


class MissingFigure(models.Model):
    """Why an indicator's month has no figure, who is to give it, and by when. It is shown in the empty cell until the figure comes."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="missing_figures")
    month = models.DateField()
    why = models.CharField(max_length=200)
    from_whom = models.CharField(max_length=100)
    due = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ReleasedManager()

    class Meta:
        ordering = ["indicator", "month"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "month"], name="a_missing_figure_once_a_month"),
            models.CheckConstraint(condition=IsFirstOfMonth("month"), name="a_missing_figure_has_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}: {self.why}"
