"""Domain words that chain; and what of it a Board member reads, on whichever page, only once its month is released."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from foundation.accounts.reader import board_reader

from .enums import OUR_COUNCIL, OUR_KINDS, REGULAR_TABLES, PlaceKind, Series


class IndicatorQuerySet(models.QuerySet):
    def regular(self) -> "IndicatorQuerySet":
        """Those of our own regular tables, which the report shows."""
        return self.filter(series__in=REGULAR_TABLES, is_current=True)

    def of_ours(self) -> "IndicatorQuerySet":
        """Those in use that our own council measures, on the regular tables or beside them."""
        return self.filter(is_current=True).exclude(series=Series.PUBLISHED)

    def published(self) -> "IndicatorQuerySet":
        return self.filter(series=Series.PUBLISHED)


class PlaceQuerySet(models.QuerySet):
    def of_kind(self, kind: PlaceKind) -> "PlaceQuerySet":
        return self.filter(kind=kind)


def released(month: str = "month") -> Q:
    """That the month in this field is released to the Board; anything at all for everybody else who reads."""
    if board_reader() is None:
        return Q()
    releases = apps.get_model("performance", "MonthRelease").objects.all()
    return Q(Exists(releases.filter(month=OuterRef(month))))


class ReleasedManager(models.Manager):
    """Rows of months: of one that is not released to the Board, its members find none, whoever asks on their behalf."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(self.readable())

    def readable(self) -> Q:
        return released()


class ValueManager(ReleasedManager):
    """Others’ figures are published: only our own wait."""

    def readable(self) -> Q:
        return released() | ~Q(place__kind__in=OUR_KINDS) if board_reader() else Q()


class CommentaryManager(ReleasedManager):
    """Whoever writes about a month finds their own words."""

    def readable(self) -> Q:
        reader: Any = board_reader()
        return released() | Q(asked_of=reader) | Q(indicator__owner=reader) if reader else Q()


class ValueQuerySet(models.QuerySet):
    def ours(self) -> "ValueQuerySet":
        """Of the whole council; not of its services and teams, nor of others."""
        return self.filter(place=OUR_COUNCIL)

    def given(self) -> "ValueQuerySet":
        return self.filter(value__isnull=False)
