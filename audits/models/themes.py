"""What findings are about: a list of themes that the council edits, and which finding was coded to which of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from foundation.council.clock import today

from .judgements import Finding
from .tools import Domain


class FindingTheme(models.Model):
    """A theme of findings. One that was merged keeps the findings that were coded to it, and they count under the other one.

    `merged_into` is never a theme that is itself merged: whatever had been merged into one that is merged now follows it. `domains`, of any
    version of the audit tool, are those that it belongs to: what is known of these is read beside it.
    """

    name = models.CharField(max_length=80)
    covers = models.CharField("what belongs to it", max_length=300, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    merged_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True, help_text="No longer offered; what was coded to it still counts.")
    domains = models.ManyToManyField(Domain, blank=True, related_name="themes", verbose_name="domains that it belongs to")

    class Meta:
        ordering = ["name__folded", "pk"]
        verbose_name = "theme"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="a_theme_of_findings_once_by_its_name"),
            models.CheckConstraint(condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="no_theme_is_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(merged_into=None, merged_on=None) | Q(merged_into__isnull=False, merged_on__isnull=False),
                name="a_merged_theme_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("audits:finding-theme", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether findings may be coded to it."""
        return self.merged_into_id is None and self.retired_on is None


class FindingCode(models.Model):
    """A theme that a finding was coded to; it stays as it was coded when the theme is merged into another."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="codes")
    theme = models.ForeignKey(FindingTheme, on_delete=models.PROTECT, related_name="codes")
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    coded_on = models.DateField(default=today)

    class Meta:
        # By the finding’s number and not by its own order, for which each reading would join it.
        ordering = ["finding_id", "pk"]
        # The last that was written on a theme is found at its end.
        indexes = [models.Index(fields=["theme", "finding"], name="coded_to_a_theme")]
        constraints = [models.UniqueConstraint(fields=["finding", "theme"], name="a_finding_coded_once_to_a_theme")]

    def __str__(self) -> str:
        return f"{self.finding}: {self.theme}"
