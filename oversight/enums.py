"""The vocabulary of check and challenge meetings, and of teams' action plans."""

from django.db.models import TextChoices


class MeetingState(TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held, record to be agreed"
    AGREED = "agreed", "Record agreed"
    CANCELLED = "cancelled", "Cancelled"


class DecisionState(TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    ACTION = "action", "Became an action"
