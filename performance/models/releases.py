"""Which months the Board reads."""

from django.conf import settings
from django.db import models

from foundation.council.first_of_month import IsFirstOfMonth
from foundation.council.months import month_name
from foundation.documents.formats import uk_date


class MonthRelease(models.Model):
    """A month whose figures and grades Board members may read: somebody looked at it first and let it go.

    Until then nothing of it stands on any page or in any file of theirs; what asks for it is in `performance.querysets`.
    """

    month = models.DateField(unique=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_on = models.DateField()

    class Meta:
        ordering = ["-month"]
        constraints = [models.CheckConstraint(condition=IsFirstOfMonth("month"), name="a_release_is_of_a_month")]

    def __str__(self) -> str:
        return f"{month_name(self.month)}, released on {uk_date(self.released_on)}"
