"""The vocabulary of chasing."""

from django.db.models import TextChoices


class ReminderWay(TextChoices):
    """How somebody was reminded."""

    SENT = "sent", "Mailed"
    COPIED = "copied", "Copied, to be sent another way"
    MANAGER = "manager", "Away: only the manager notified"


class ManagerChoice(TextChoices):
    """Who is notified of somebody who stays late; where that person is away, the next above them."""

    NOBODY = "nobody", "Nobody"
    LINE = "line", "Their line manager, or the manager of their team where none is named"
    SERVICE = "service", "The manager of their service"
