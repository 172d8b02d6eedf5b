"""What a month is measured against: numbers by service and auditor, exemptions from them, and a theme that changed on the way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.enums import ExemptionState
from audits.querysets import ExemptionQuerySet
from foundation.accounts.models import Service, Team

from .audits import Audit
from .cycles import Cycle


class Expectation(models.Model):
    """How many of a month's audits are expected of one service's records, or of one auditor."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="expectations")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    auditor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    expected = models.PositiveSmallIntegerField("audits expected")

    class Meta:
        ordering = ["cycle", "service", "auditor"]
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=True, auditor__isnull=False) | Q(service__isnull=False, auditor__isnull=True),
                name="expected_of_a_service_or_an_auditor",
            ),
            models.UniqueConstraint(fields=["cycle", "service"], name="expected_of_a_service_once"),
            models.UniqueConstraint(fields=["cycle", "auditor"], name="expected_of_an_auditor_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle}, {self.service or self.auditor}: {self.expected}"


_STANDS = ~Q(state=ExemptionState.REFUSED)


class Exemption(models.Model):
    """A team or an auditor that need not do so many of a month's audits: asked by one person, decided by another."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="exemptions")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    auditor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    audits = models.PositiveSmallIntegerField("audits exempted")
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    state = models.CharField(max_length=10, choices=ExemptionState, default=ExemptionState.PENDING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=True, auditor__isnull=False) | Q(team__isnull=False, auditor__isnull=True),
                name="exempt_is_a_team_or_an_auditor",
            ),
            models.UniqueConstraint(fields=["cycle", "team"], condition=_STANDS, name="a_team_exempt_once_a_month"),
            models.UniqueConstraint(fields=["cycle", "auditor"], condition=_STANDS, name="an_auditor_exempt_once_a_month"),
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")) | Q(decided_by=None), name="nobody_exempts_what_they_asked"),
            models.CheckConstraint(
                condition=Q(state=ExemptionState.PENDING, decided_by=None)
                | (~Q(state=ExemptionState.PENDING) & Q(decided_by__isnull=False)),
                name="a_decided_exemption_has_its_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Exemption of {self.whom} from {self.cycle}"

    def get_absolute_url(self) -> str:
        return reverse("audits:exemption", args=[self.cycle.code, self.pk])

    @property
    def whom(self) -> str:
        return str(self.team or self.auditor)

    @property
    def colour(self) -> str:
        """Of its tag."""
        return {ExemptionState.PENDING: "yellow", ExemptionState.APPROVED: "green"}.get(ExemptionState(self.state), "grey")

    @property
    def is_pending(self) -> bool:
        return self.state == ExemptionState.PENDING

    @property
    def is_approved(self) -> bool:
        return self.state == ExemptionState.APPROVED


class ThemeChange(models.Model):
    """A month's theme was changed while these audits were with their auditors, whose answers stay."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="theme_changes")
    before = models.CharField(max_length=250, blank=True)
    after = models.CharField(max_length=250, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_on = models.DateField()
    audits = models.ManyToManyField(Audit, related_name="theme_changes")

    class Meta:
        ordering = ["cycle", "pk"]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.before or 'no theme'} → {self.after or 'no theme'}"
