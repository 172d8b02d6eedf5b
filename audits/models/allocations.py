"""Who may be given how much, who is tied to a record or must stay away from it, and who had it when."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from audits.enums import AllocationSource, Part
from audits.querysets import AllocationQuerySet, InterestQuerySet
from foundation.accounts.models import Team

from .audits import Audit
from .case_keys import CaseKeyField

# More than a person could do in a month; keeps a slip of the finger out.
MOST_A_MONTH = 60


class Capacity(models.Model):
    """The most audits and moderations that one person is given in a month. Who has no row has the defaults."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="capacity")
    audits = models.PositiveSmallIntegerField("most audits a month", default=2, validators=[MaxValueValidator(MOST_A_MONTH)])
    moderations = models.PositiveSmallIntegerField("most moderations a month", default=6, validators=[MaxValueValidator(MOST_A_MONTH)])

    class Meta:
        verbose_name_plural = "capacities"

    def __str__(self) -> str:
        return f"{self.person}: {self.audits} audits, {self.moderations} moderations a month"


class Interest(models.Model):
    """A reason, declared by a person or found when they opened a record, not to judge a child’s record, a team or a worker.

    One that is ended stays for the record; only standing ones are conflicts.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interests")
    case_id = models.CharField("case ID", max_length=40, blank=True)
    case_key = CaseKeyField(blank=True, db_index=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField("why")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_on = models.DateField()
    handed_back = models.ForeignKey(Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    (~Q(case_id="") & Q(team=None, worker=None))
                    | (Q(case_id="", worker=None) & Q(team__isnull=False))
                    | (Q(case_id="", team=None) & Q(worker__isnull=False))
                ),
                name="an_interest_in_one_thing",
            ),
            models.CheckConstraint(condition=~Q(worker=F("person")) | Q(worker=None), name="no_interest_in_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.about}"

    @property
    def about(self) -> str:
        """What the interest is in, in words."""
        if self.case_id:
            return f"Child’s record {self.case_id}"
        return f"Team: {self.team}" if self.team else f"Worker: {self.worker}"


class Pin(models.Model):
    """Somebody whom the lead ties to a record before the month is allocated; every proposal keeps them."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="pins")
    part = models.CharField(max_length=10, choices=Part)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pinned_on = models.DateField()

    class Meta:
        ordering = ["audit", "part"]
        constraints = [models.UniqueConstraint(fields=["audit", "part"], name="one_pin_a_part")]

    def __str__(self) -> str:
        return f"{self.person} is pinned to {self.audit} as {self.get_part_display().lower()}"


class Allocation(models.Model):
    """One change of one part of one audit: whose it was, whose it became, by whom, how and why. Never changed or deleted."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="allocations")
    part = models.CharField(max_length=10, choices=Part)
    before = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    after = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    source = models.CharField(max_length=12, choices=AllocationSource)
    reason = models.TextField(blank=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.audit}, {self.get_part_display().lower()}: {self.before or 'nobody'} → {self.after or 'nobody'}"


class Declaration(models.Model):
    """On opening an audit its auditor declares that they had no involvement with the child or family."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["audit", "person"], name="declared_once_an_audit")]

    def __str__(self) -> str:
        return f"{self.person} declared no involvement with the record of {self.audit}"
