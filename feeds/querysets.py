"""Words of feeds that chain."""

import datetime

from django.db import models

from .enums import DeliveryState


class FeedTokenQuerySet(models.QuerySet):
    def open_on(self, day: datetime.date) -> "FeedTokenQuerySet":
        """Those that open something: not ended, not expired."""
        return self.filter(ended_on=None, expires_on__gte=day)

    def ending(self, first: datetime.date, last: datetime.date) -> "FeedTokenQuerySet":
        """Those that nobody ended, whose last day is between the two."""
        return self.filter(ended_on=None, expires_on__range=(first, last)).order_by("pk")


class DeliveryQuerySet(models.QuerySet):
    def due(self, at: datetime.datetime) -> "DeliveryQuerySet":
        """Waiting, of a receiver that is on, and to be tried by now; the longest waiting first."""
        return self.filter(state=DeliveryState.WAITING, webhook__is_on=True, next_try_at__lte=at).order_by("next_try_at", "pk")
