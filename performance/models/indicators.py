"""What is measured, and the indicators in which it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from foundation.council.words import in_our_words
from performance.enums import Area, Basis, Polarity, Series, Unit
from performance.querysets import IndicatorQuerySet


class Measure(models.Model):
    """What is measured, whichever unit, period or table: it joins indicators of the same thing."""

    name = models.CharField(max_length=150, unique=True)

    class Meta:
        ordering = ["name__folded"]

    def __str__(self) -> str:
        return in_our_words(self.name)


class Indicator(models.Model):
    """Measure + unit + period basis, in one regular table. Same name, other basis: another indicator."""

    slug = models.SlugField(max_length=120, unique=True)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="indicators")
    label = models.CharField(max_length=200, help_text="As the regular table names it.")
    unit = models.CharField(max_length=30, choices=Unit)
    basis = models.CharField("period basis", max_length=30, choices=Basis)
    polarity = models.CharField(max_length=10, choices=Polarity, default=Polarity.NEUTRAL)
    decimals = models.PositiveSmallIntegerField(default=0)
    series = models.CharField("table", max_length=15, choices=Series)
    area = models.CharField(max_length=20, choices=Area, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    definition = models.TextField(blank=True)
    source = models.CharField(max_length=120, blank=True, help_text="Whose figures: the publication, or blank for our own tables.")
    code = models.CharField(max_length=200, blank=True, help_text="As its source names it in files.")
    breakdown = models.CharField(max_length=150, blank=True, help_text="The part of the whole that it counts, such as “from schools”.")
    denominator = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="rates",
        help_text="What it is a share or a rate of, where that is an indicator too.",
    )
    small_denominator = models.PositiveSmallIntegerField(
        "small below", default=0, help_text="A share of fewer than this many says so wherever it is shown. 0 for never."
    )
    published_as = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reported_as",
        help_text="The published indicator with which ours may be compared.",
    )
    numerator_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="numerators",
        help_text="The count that this count is a part of.",
    )
    quality_note = models.TextField("data-quality flag", blank=True, help_text="Shown wherever the figure is.")
    other_names = models.TextField("other names in files", blank=True, help_text="One a line: files that name it so are read too.")
    brought_by = models.ForeignKey(
        "performance.Import", on_delete=models.SET_NULL, null=True, blank=True, related_name="indicators_brought"
    )
    is_current = models.BooleanField("in use", default=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="commentary owner",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="indicators_owned",
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["series", "position", "label__folded"]
        constraints = [
            models.UniqueConstraint(fields=["series", "source", "label", "unit", "breakdown"], name="an_indicator_row_once_a_table"),
            models.UniqueConstraint(
                fields=["measure", "unit", "basis", "series", "source", "breakdown"], name="an_indicator_identity_once"
            ),
            models.UniqueConstraint(fields=["source", "code"], condition=~Q(code=""), name="a_code_once_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_label} ({self.get_unit_display()})"

    def get_absolute_url(self) -> str:
        return reverse("performance:indicator", args=[self.slug])

    @property
    def names(self) -> list[str]:
        """What a file may call it."""
        return [
            name for name in (self.slug, self.code, self.label, self.shown_label, *map(str.strip, self.other_names.splitlines())) if name
        ]

    @property
    def shown_label(self) -> str:
        """The table's label in the council's own words."""
        return in_our_words(self.label)


class Target(models.Model):
    """What an indicator should reach, from one day to another."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    value = models.DecimalField(max_digits=16, decimal_places=4)
    first_month = models.DateField(help_text="The first day of the first month in which it holds.")
    last_month = models.DateField(null=True, blank=True, help_text="Empty where it holds until another is set.")

    class Meta:
        ordering = ["indicator", "first_month"]
        constraints = [models.UniqueConstraint(fields=["indicator", "first_month"], name="a_target_once_a_month")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value} from {self.first_month:%Y-%m}"
