"""Domain words that chain; and what of it a Board member reads, on whichever page, only once its month is released."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from foundation.accounts.enums import Role
from foundation.accounts.querysets import line_of
from foundation.accounts.reader import board_reader

from .enums import OUR_COUNCIL, OUR_KINDS, PARTS_OF_OURS, REGULAR_TABLES, PlaceKind, Series

# Who reads the figures of every service and team.
READERS_OF_PARTS = (Role.QA_LEAD, Role.DIRECTOR, Role.ANALYST)


class IndicatorQuerySet(models.QuerySet):
    def regular(self) -> "IndicatorQuerySet":
        """Those of our own regular tables, which the report shows."""
        return self.filter(series__in=REGULAR_TABLES, is_current=True)

    def of_ours(self) -> "IndicatorQuerySet":
        """Those in use that our own council measures, on the regular tables or beside them."""
        return self.filter(is_current=True).exclude(series=Series.PUBLISHED)

    def published(self) -> "IndicatorQuerySet":
        return self.filter(series=Series.PUBLISHED)


class DatedEventQuerySet(models.QuerySet):
    def standing(self) -> "DatedEventQuerySet":
        """Without those that were taken back."""
        return self.filter(taken_back_on=None)

    def taken_back(self) -> "DatedEventQuerySet":
        return self.filter(taken_back_on__isnull=False)

    def beside(self, indicator: Any) -> "DatedEventQuerySet":
        """Those of all indicators and of this one."""
        return self.filter(Q(indicator=None) | Q(indicator=indicator), beside_series="")

    def of_series(self, key: str) -> "DatedEventQuerySet":
        """Those of what is charted under this key; of indicators where it is empty."""
        return self.filter(beside_series=key)


class PlaceQuerySet(models.QuerySet):
    def of_kind(self, kind: PlaceKind) -> "PlaceQuerySet":
        return self.filter(kind=kind)

    def parts_visible_to(self, person: Any) -> "PlaceQuerySet":
        """Our services and teams whose figures `person` may read.

        A team's: the people who work in it, its manager, its service's manager and head. A service's: its manager and its head alone, for
        a person who knows it and all its teams but one knows that one as well. Leads, directors and analysts read all of them.
        """
        parts = self.filter(kind__in=PARTS_OF_OURS)
        if person.is_system or person.has_role(*READERS_OF_PARTS):
            return parts
        theirs = Q(team__people=person) | line_of(person) | Q(service__manager=person) | Q(service__head=person)
        return parts.filter(pk__in=self.model._default_manager.filter(theirs).order_by().values("pk"))


def released(month: str = "month") -> Q:
    """That the month in this field is released to the Board; anything at all for everybody else who reads."""
    if board_reader() is None:
        return Q()
    releases = apps.get_model("performance", "MonthRelease").objects.all()
    return Q(Exists(releases.filter(month=OuterRef(month))))


class ReleasedManager(models.Manager):
    """Rows of months: of one that is not released to the Board, its members find none, through no page."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(self.readable())

    def readable(self) -> Q:
        return released()


class ValueManager(ReleasedManager):
    """Others’ figures are published: only our own wait."""

    def readable(self) -> Q:
        return released() | ~Q(place__kind__in=OUR_KINDS) if board_reader() else Q()


class CommentaryManager(ReleasedManager):
    """People find what they themselves wrote about a month."""

    def readable(self) -> Q:
        reader: Any = board_reader()
        if reader is None:
            return Q()
        return released() | Q(asked_of=reader) | Q(indicator__owner=reader) if reader.pk else released()


class ValueQuerySet(models.QuerySet):
    def ours(self) -> "ValueQuerySet":
        """Of the whole council; not of its services and teams, nor of others."""
        return self.filter(place=OUR_COUNCIL)

    def given(self) -> "ValueQuerySet":
        return self.filter(value__isnull=False)
