"""Which indicators are on the same practice as a domain of the audit tool; which facts were put into which texts; what our own auditing is
measured against; what is drafted of a month's findings.
"""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from audits.enums import FindingKind, Source
from audits.models import Domain, FindingTheme
from foundation.council.clock import today
from foundation.council.first_of_month import IsFirstOfMonth
from foundation.council.months import month_name
from foundation.lookups.rows import get_or_none
from insight.enums import HealthMeasure
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


class HealthTarget(models.Model):
    """What a measure of our own auditing should reach, from one day on and by another; where less is better, at most."""

    measure = models.CharField(max_length=30, choices=HealthMeasure)
    percentage = models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])
    from_when = models.DateField()
    by_when = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField()

    class Meta:
        ordering = ["measure", "from_when"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "from_when"], name="a_health_target_once_a_day"),
            models.CheckConstraint(condition=Q(by_when__gte=F("from_when")), name="a_health_target_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(percentage__lte=100), name="a_health_target_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.percentage}%"


class HealthRules(models.Model):
    """What the health of our own auditing is measured against. There is one row, with primary key 1."""

    open_records = models.ManyToManyField(
        Indicator, blank=True, related_name="+", verbose_name="figures that add up to the children with an open record"
    )

    class Meta:
        verbose_name_plural = "health rules"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_set_of_health_rules")]

    def __str__(self) -> str:
        return "Settings of the health of our quality assurance"

    @classmethod
    def current(cls) -> "HealthRules":
        """The one row, or the defaults where nobody has saved rules yet."""
        return get_or_none(cls.objects.filter(pk=1)) or cls(pk=1)


class InsertedFact(models.Model):
    """A computed fact whose sentence somebody put into a text: of a report, at `place` the section’s key; of a month’s comment.

    It is remembered as long as the sentence is in the text as it was. `figures` are those that it said then, `first_month` and
    `last_month` the period that it was looked for in, `cohort` the one that it is about, empty for all,
    `after_entry` the latest entry of the trail at the time: what came later may have
    made it false.
    """

    target_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    target_id = models.CharField(max_length=40)
    target = GenericForeignKey("target_type", "target_id")
    place = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=250)
    sentence = models.TextField()
    figures = models.JSONField(help_text="As `stored.FACT_FIGURES` has them.")
    months = models.JSONField(default=list, help_text="The codes of the months that it rests on.")
    first_month = models.DateField()
    last_month = models.DateField()
    cohort = models.CharField(max_length=150, blank=True)
    after_entry = models.PositiveBigIntegerField(default=0)
    inserted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    inserted_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["target_type", "target_id", "place", "key"], name="a_fact_inserted_once_a_place")]

    def __str__(self) -> str:
        return self.sentence


class MonthFinding(models.Model):
    """A key finding of a month, drafted from its coded findings: the report on that month takes it over, once.

    `seen_in` of `seen_of` audits had findings that were coded to the theme when it was drafted.
    """

    month = models.DateField()
    kind = models.CharField(max_length=10, choices=FindingKind)
    theme = models.ForeignKey(FindingTheme, on_delete=models.PROTECT, related_name="month_findings")
    text = models.TextField()
    source = models.CharField(max_length=12, choices=Source, default=Source.RECORD)
    seen_in = models.PositiveIntegerField()
    seen_of = models.PositiveIntegerField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField(default=today)
    taken_on = models.DateField("taken over into a report on", null=True, blank=True)

    class Meta:
        ordering = ["month", "-kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["month", "kind", "theme"], name="a_theme_drafted_once_a_month"),
            models.CheckConstraint(
                condition=Q(IsFirstOfMonth("month"), seen_in__lte=models.F("seen_of")), name="a_drafted_finding_is_of_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{month_name(self.month)}: {self.text}"
