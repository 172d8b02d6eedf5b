import datetime

from django.db import models

from foundation.accounts.permissions import is_administrator

from .enums import JobState


class JobQuerySet(models.QuerySet):
    def visible_to(self, person) -> "JobQuerySet":
        """A job is its asker's; administrators see all of them, which hold numbers and no case content."""
        return self if is_administrator(person) else self.filter(asked_by=person)

    def undelivered(self, before: datetime.datetime, after: datetime.datetime) -> "JobQuerySet":
        """Waiting, and last sent to the broker before a moment, `after` one still to come (the clock was put back), or never."""
        return self.filter(state=JobState.QUEUED).filter(
            models.Q(sent_at=None) | models.Q(sent_at__lt=before) | models.Q(sent_at__gt=after)
        )

    def abandoned(self, before: datetime.datetime, after: datetime.datetime) -> "JobQuerySet":
        """Running by its row, but no worker has said so since a moment; one at work would have said so since the clock was put back."""
        return self.filter(state=JobState.RUNNING).filter(models.Q(heartbeat__lt=before) | models.Q(heartbeat__gt=after))


class JobFileQuerySet(models.QuerySet):
    def kept_on(self, day: datetime.date) -> "JobFileQuerySet":
        return self.filter(kept_until__gte=day)

    def past(self, day: datetime.date) -> "JobFileQuerySet":
        return self.filter(kept_until__lt=day)
