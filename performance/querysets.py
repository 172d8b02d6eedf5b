"""Domain words that chain."""

from django.db import models

from .enums import OUR_COUNCIL, REGULAR_TABLES, PlaceKind, Series


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


class ValueQuerySet(models.QuerySet):
    def ours(self) -> "ValueQuerySet":
        """Of the whole council; not of its services and teams, nor of others."""
        return self.filter(place=OUR_COUNCIL)

    def given(self) -> "ValueQuerySet":
        return self.filter(value__isnull=False)
