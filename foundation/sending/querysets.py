import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from .enums import KeptBecause

# Over a weekend and a bank holiday.
DAYS_KEPT = 5
# Younger than this somebody may still be at it.
BEING_WRITTEN = datetime.timedelta(hours=1)


class KeptFormQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "KeptFormQuerySet":
        """Nobody sees another's, whatever their role."""
        return self.filter(person=person, kept_at__gt=timezone.now() - datetime.timedelta(days=DAYS_KEPT))

    def sent_signed_out(self) -> "KeptFormQuerySet":
        return self.filter(because=KeptBecause.SIGNED_OUT)

    def left_behind(self) -> "KeptFormQuerySet":
        """Nobody is writing them at the moment."""
        return self.exclude(because=KeptBecause.WRITING, kept_at__gt=timezone.now() - BEING_WRITTEN)
