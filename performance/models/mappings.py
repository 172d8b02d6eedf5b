"""How a file of no known shape is read, remembered by name."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from foundation.council.clock import now
from performance.enums import Layout, Unit

from .indicators import Indicator


class Mapping(models.Model):
    """What each column of a file means. `columns` leads from a heading to its Meaning; a heading that is not in it is not used."""

    name = models.CharField(max_length=80)
    layout = models.CharField(max_length=10, choices=Layout)
    sheet = models.CharField(max_length=100, blank=True, help_text="The first with anything in it where blank.")
    header_row = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Found by itself where empty.")
    columns = models.JSONField(default=dict)
    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The one that every row is for, where no column names it.",
    )
    unit = models.CharField(max_length=30, choices=Unit, blank=True, help_text="Of every row, where no column says it.")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["name__folded"]
        constraints = [models.UniqueConstraint(Lower("name"), name="a_mapping_name_once")]

    def __str__(self) -> str:
        return self.name
