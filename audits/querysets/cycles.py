"""The months, and the audits of other kinds in them."""

import datetime

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce


def monthly(cycle: str = "cycle__") -> Q:
    """Of rows whose cycle is found through `cycle`: those of the months' own audits, and not of a kind that is counted apart."""
    return Q(**{f"{cycle}kind": None})


class CycleQuerySet(models.QuerySet):
    def monthly(self) -> "CycleQuerySet":
        """The months' own audits: whatever is counted of months is counted of these."""
        return self.filter(monthly(""))

    def of_kinds(self) -> "CycleQuerySet":
        """Audits of other kinds, which are counted apart."""
        return self.exclude(monthly(""))

    def in_period(self, first: datetime.date, last: datetime.date) -> "CycleQuerySet":
        """The months' own audits from the first month to the last."""
        return self.monthly().filter(month__gte=first, month__lte=last)

    def running(self) -> "CycleQuerySet":
        """Months that are not paused."""
        return self.filter(paused_on__isnull=True)

    def with_exempted(self) -> "CycleQuerySet":
        """With `exempted`: how many of the expected audits are exempted, with approval."""
        approved = apps.get_model("audits", "Exemption").objects.approved().filter(cycle=models.OuterRef("pk")).order_by()
        sums = approved.values("cycle").annotate(total=models.Sum("audits")).values("total")
        return self.annotate(exempted=Coalesce(models.Subquery(sums), 0))
