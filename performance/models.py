"""Indicators, their imported values and comparators, and what people say about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from foundation.council.words import in_our_words

from .enums import Area, Basis, ComparatorKind, Polarity, Series, Status, Unit


class Measure(models.Model):
    """What is measured, whichever unit, period or table: it joins the indicators that speak of the same thing."""

    name = models.CharField(max_length=150, unique=True)

    class Meta:
        ordering = ["name"]

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
    numerator_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="numerators",
        help_text="The count that this count is a part of.",
    )
    quality_note = models.TextField("data-quality flag", blank=True, help_text="Shown wherever the figure is.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="commentary owner",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="indicators_owned",
    )

    class Meta:
        ordering = ["series", "position"]
        constraints = [
            models.UniqueConstraint(fields=["series", "label", "unit"], name="an_indicator_row_once_a_table"),
            models.UniqueConstraint(fields=["measure", "unit", "basis", "series"], name="an_indicator_identity_once"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_label} ({self.get_unit_display()})"

    def get_absolute_url(self) -> str:
        return reverse("performance:indicator", args=[self.slug])

    @property
    def shown_label(self) -> str:
        """The table's label in the council's own words."""
        return in_our_words(self.label)


class Import(models.Model):
    """One file of figures that was taken in: where every value in it came from."""

    shape = models.CharField(max_length=15, choices=Series)
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField("SHA-256 of the file", max_length=64)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name}, {self.imported_at:%-d %B %Y}"


class Upload(models.Model):
    """A file that a person is checking: it waits here until they store it. Only they see it, and their next upload takes its place."""

    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    shape = models.CharField(max_length=15, choices=Series, blank=True)

    def __str__(self) -> str:
        return self.file_name


class Value(models.Model):
    """An indicator's figure for the period that ends with `month` (its first day stands for it). Imported, never re-derived."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    month = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    missing_mark = models.CharField(max_length=10, blank=True, help_text="As the file wrote it: NA, x, c…")
    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="values")
    row = models.PositiveIntegerField()

    class Meta:
        ordering = ["indicator", "month"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "month"], name="a_value_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_value_has_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}: {self.missing_mark or self.value}"


class Comparator(models.Model):
    """What others' figure was, as quoted beside an indicator's month, with the year that it truly speaks of."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="comparators")
    kind = models.CharField(max_length=10, choices=ComparatorKind)
    month = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    year = models.CharField(max_length=10, blank=True, help_text="For example 2021/22.")
    neighbour_model = models.CharField(max_length=20, blank=True)
    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="comparators")
    row = models.PositiveIntegerField()

    class Meta:
        ordering = ["indicator", "month"]
        constraints = [models.UniqueConstraint(fields=["indicator", "kind", "month"], name="a_comparator_once_a_month")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.value}"


class Restatement(models.Model):
    """A value, or a comparator, that a later file changed: what it was before."""

    value = models.ForeignKey(Value, on_delete=models.CASCADE, null=True, related_name="restatements")
    comparator = models.ForeignKey(Comparator, on_delete=models.CASCADE, null=True, related_name="restatements")
    was = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    was_source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+")
    was_row = models.PositiveIntegerField()
    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="restatements")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value__isnull=False) ^ Q(comparator__isnull=False), name="a_restatement_of_one_figure")
        ]

    def __str__(self) -> str:
        return f"{self.value or self.comparator}, was {self.was}"


class Commentary(models.Model):
    """What people say of an indicator's month: status with name and date, comment, action."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="commentaries")
    month = models.DateField()
    status = models.PositiveSmallIntegerField(choices=Status, null=True, blank=True)
    status_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)
    action = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_on = models.DateField(null=True, blank=True)
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="comments_asked")
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["indicator", "month"]
        verbose_name_plural = "commentaries"
        constraints = [models.UniqueConstraint(fields=["indicator", "month"], name="a_commentary_once_a_month")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}"

    @property
    def is_waiting(self) -> bool:
        """Asked for and not written yet."""
        return self.asked_of_id is not None and not self.comment
