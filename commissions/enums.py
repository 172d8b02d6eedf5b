"""The vocabulary of commissioned work."""

from django.db.models import TextChoices


class CommissionState(TextChoices):
    ASKED = "asked", "Asked"
    UNDER_WAY = "under_way", "Under way"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Withdrawn"


class AskedBy(TextChoices):
    BOARD = "board", "Improvement Board"
    LEADERS = "leaders", "Director or heads of service"
    OTHER = "other", "Somebody else"


OPEN_COMMISSIONS = (CommissionState.ASKED, CommissionState.UNDER_WAY)
