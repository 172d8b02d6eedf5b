"""Which indicators are on the same practice as a domain of the audit tool."""

from django.db import models

from audits.models import Domain
from performance.models import Indicator


class DomainIndicator(models.Model):
    """An indicator that is read beside a domain's grades. A domain that continues it in a later version of the tool keeps it."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="indicators_beside")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="domains_beside")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["domain", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["domain", "indicator"], name="an_indicator_once_beside_a_domain")]

    def __str__(self) -> str:
        return f"{self.domain}: {self.indicator}"
