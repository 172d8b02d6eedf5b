from typing import Any

from django.db import models

from .enums import MessageState


class NoticeQuerySet(models.QuerySet):
    def untold(self) -> "NoticeQuerySet":
        """Not in any mail yet, or only in one that the mail server refused."""
        return self.filter(told_on=None)

    def of(self, person: Any) -> "NoticeQuerySet":
        return self.filter(person=person)


class MessageQuerySet(models.QuerySet):
    def waiting(self) -> "MessageQuerySet":
        return self.filter(state=MessageState.WAITING)

    def failed(self) -> "MessageQuerySet":
        return self.filter(state=MessageState.FAILED)
