"""Imported values and comparators, where each came from, and what it was before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from foundation.council.clock import now
from foundation.council.first_of_month import IsFirstOfMonth
from foundation.documents.formats import uk_date
from performance.enums import ComparatorKind, Shape
from performance.querysets import ReleasedManager, ValueManager, ValueQuerySet

from .indicators import Indicator
from .places import Place


class Import(models.Model):
    """One file of figures that was taken in: where every value in it came from."""

    shape = models.CharField(max_length=20, choices=Shape)
    mapping = models.CharField(max_length=80, blank=True, help_text="The name of the saved mapping by which it was read.")
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField("SHA-256 of the file", max_length=64)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(default=now)
    counts = models.JSONField(default=dict)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name}, {uk_date(self.imported_at)}"

    def get_absolute_url(self) -> str:
        return reverse("performance:batch", args=[self.pk])


class Upload(models.Model):
    """A file that a person is checking: it waits here until they store it. Only they see it, and their next upload takes its place."""

    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    shape = models.CharField(max_length=20, choices=Shape, blank=True)
    mapping = models.ForeignKey("performance.Mapping", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    neighbour_model = models.CharField(max_length=20, blank=True, help_text="By which model its neighbours are, where it does not say so.")
    checked = models.JSONField(null=True, help_text="What the check found, of a long file; empty until it is checked.")
    checked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("performance:import-check", args=[self.pk])


class Value(models.Model):
    """An indicator's figure of a place for the period that ends with `month` (its first day stands for it). Imported, never re-derived.

    The one index of `a_value_once_a_month` finds a value by indicator, by place and by month: more would slow every import.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="values", db_index=False, default=Place.OURS)
    month = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    missing_mark = models.CharField(max_length=10, blank=True, help_text="As the file wrote it: NA, x, c…")
    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="values")
    row = models.PositiveIntegerField()

    objects = ValueManager.from_queryset(ValueQuerySet)()

    class Meta:
        ordering = ["indicator", "place", "month"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "place", "month"], name="a_value_once_a_month"),
            models.CheckConstraint(condition=IsFirstOfMonth("month"), name="a_value_has_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}: {self.missing_mark or self.value}"


class Comparator(models.Model):
    """What others' figure was, as quoted beside an indicator's month, with the year that it is really for."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="comparators")
    kind = models.CharField(max_length=10, choices=ComparatorKind)
    month = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    year = models.CharField(max_length=10, blank=True, help_text="For example 2021/22.")
    neighbour_model = models.CharField(max_length=20, blank=True)
    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="comparators")
    row = models.PositiveIntegerField()

    objects = ReleasedManager()

    class Meta:
        ordering = ["indicator", "month"]
        constraints = [models.UniqueConstraint(fields=["indicator", "kind", "month"], name="a_comparator_once_a_month")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.value}"


class Restatement(models.Model):
    """A value, or a comparator, that a later file changed: what it was before."""

    value = models.ForeignKey(Value, on_delete=models.PROTECT, null=True, related_name="restatements")
    comparator = models.ForeignKey(Comparator, on_delete=models.PROTECT, null=True, related_name="restatements")
    was = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    was_mark = models.CharField(max_length=10, blank=True)
    was_year = models.CharField(max_length=10, blank=True, help_text="The year that a comparator was for.")
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
