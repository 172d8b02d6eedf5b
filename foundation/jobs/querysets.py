import datetime

from django.db import models

from foundation.accounts.permissions import is_administrator

from .enums import State


class JobQuerySet(models.QuerySet):
    def visible_to(self, person) -> "JobQuerySet":
        """A job is its asker's; administrators see all of them, which hold numbers and no case content."""
        return self if is_administrator(person) else self.filter(asked_by=person)

    def undelivered(self, before: datetime.datetime) -> "JobQuerySet":
        """Waiting, and last sent to the broker before a moment, or never."""
        return self.filter(state=State.QUEUED).filter(models.Q(sent_at=None) | models.Q(sent_at__lt=before))

    def abandoned(self, before: datetime.datetime) -> "JobQuerySet":
        """Running by its row, but no worker has said so since a moment."""
        return self.filter(state=State.RUNNING, heartbeat__lt=before)
