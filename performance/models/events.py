"""What happened on a day that may explain a figure, and from when control limits start again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.documents.formats import uk_date
from performance.querysets import DatedEventQuerySet

from .indicators import Indicator


class DatedEvent(models.Model):
    """“Inspection”, “system amended”: shown beside every figure, or one indicator's where it is named.

    One at which limits start again is never deleted: it is taken back, with a reason.
    """

    day = models.DateField()
    words = models.CharField(max_length=100)
    restarts_limits = models.BooleanField(
        default=False, help_text="Whether the level moved for good, so that control limits start again with the day’s month."
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why limits start again, where they do.")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    beside_series = models.CharField(
        max_length=40, blank=True, help_text="What else than indicators it is of, by the key of what charts it; blank for indicators."
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField(null=True, help_text="Empty where nobody kept it.")
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=300, blank=True)

    objects = DatedEventQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(restarts_limits=False) | ~Q(reason=""), name="limits_start_again_for_a_reason"),
            models.CheckConstraint(condition=Q(beside_series="") | Q(indicator=None), name="an_event_of_one_kind_of_figures"),
            models.CheckConstraint(
                condition=Q(taken_back_by=None, taken_back_on=None, taken_back_because="")
                | Q(taken_back_by__isnull=False, taken_back_on__isnull=False) & ~Q(taken_back_because=""),
                name="taken_back_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{uk_date(self.day)}: {self.words}"

    @property
    def is_of_all_indicators(self) -> bool:
        return self.indicator_id is None and not self.beside_series

    @property
    def is_taken_back(self) -> bool:
        return self.taken_back_on is not None
