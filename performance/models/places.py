"""Whose figure it is: our own council, its services and teams, other councils, regions, England; and who is neighbour to whom."""

from django.db import models
from django.db.models import Q

from foundation.accounts.models import Service, Team
from foundation.lookups.rows import get_or_none
from performance.enums import OUR_COUNCIL, AverageBy, PlaceKind
from performance.querysets import PlaceQuerySet


class Place(models.Model):
    """A place, or a part of our own council, that a figure is for. Our own council is the one with primary key 1.

    A council is known by its old number of the Department for Education, which names the same area in every publication.
    """

    OURS = OUR_COUNCIL

    kind = models.CharField(max_length=10, choices=PlaceKind)
    code = models.CharField(max_length=12, blank=True, help_text="343, E12000002…; blank for our own.")
    name = models.CharField(max_length=100)
    region = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="councils")
    service = models.OneToOneField(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="place")
    team = models.OneToOneField(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="place")
    brought_by = models.ForeignKey("performance.Import", on_delete=models.SET_NULL, null=True, blank=True, related_name="places_brought")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name__folded"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], condition=~Q(code=""), name="a_place_code_once_a_kind"),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind=PlaceKind.OURS), name="one_council_is_ours"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def current_name(self) -> str:
        """A service's or team's own name, which may have changed since its first figure; else as published."""
        return str(self.service or self.team or self.name)


class NeighbourModel(models.Model):
    """One model of statistical neighbours, by the month from which it holds."""

    name = models.CharField(max_length=20, unique=True, help_text="For example 2021-04.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Neighbour(models.Model):
    """A council's statistical neighbour by one model. Places for which a model names none have no row."""

    model = models.ForeignKey(NeighbourModel, on_delete=models.PROTECT, related_name="neighbours")
    council = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="neighbours")
    neighbour = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="neighbour_to")
    rank = models.PositiveSmallIntegerField()
    closeness = models.CharField(max_length=30, blank=True)
    source = models.ForeignKey("performance.Import", on_delete=models.PROTECT, related_name="neighbours")
    row = models.PositiveIntegerField()

    class Meta:
        ordering = ["model", "council", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["model", "council", "rank"], name="a_rank_once_a_council"),
            models.UniqueConstraint(fields=["model", "council", "neighbour"], name="a_neighbour_once_a_council"),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.neighbour} ({self.model})"


class PublishedPlace(models.Model):
    """Which published council is ours, by which model its neighbours are taken, and how they are averaged. One row, with primary key 1."""

    council = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    neighbour_model = models.ForeignKey(NeighbourModel, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    average_by = models.CharField("neighbours’ average", max_length=10, choices=AverageBy, default=AverageBy.MEAN)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_published_place")]

    def __str__(self) -> str:
        return str(self.council or "Not chosen")

    @classmethod
    def current(cls) -> "PublishedPlace":
        return get_or_none(cls.objects.select_related("council__region", "neighbour_model").filter(pk=1)) or cls(pk=1)
