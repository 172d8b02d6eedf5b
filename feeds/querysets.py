"""Words of feeds that chain."""

import datetime

from django.db import models


class FeedTokenQuerySet(models.QuerySet):
    def open_on(self, day: datetime.date) -> "FeedTokenQuerySet":
        """Those that open something: not ended, not expired."""
        return self.filter(ended_on=None, expires_on__gte=day)
