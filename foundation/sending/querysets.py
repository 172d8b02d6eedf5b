import datetime
from typing import Any

from django.db import models
from django.utils import timezone

# Over a weekend and a bank holiday.
DAYS_KEPT = 5


class KeptFormQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "KeptFormQuerySet":
        """Nobody sees another's, whatever their role."""
        return self.filter(person=person, kept_at__gt=timezone.now() - datetime.timedelta(days=DAYS_KEPT))
