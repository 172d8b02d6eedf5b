"""The vocabulary of kinds of audit, and of audits with other agencies."""

from django.db.models import TextChoices


class RecordsAsked(TextChoices):
    """Which records of a list can be drawn."""

    ANY = "any", "Open and closed records"
    OPEN = "open", "Open records alone"
    CLOSED = "closed", "Closed records alone"


class PartState(TextChoices):
    """How far an agency is with its part of an audit."""

    GIVEN = "given", "Not started"
    BEGUN = "begun", "In progress"
    SUBMITTED = "submitted", "Submitted"
    HANDED = "handed", "Handed back"
    LEFT_OUT = "left_out", "Takes no part"


# What the lead waits for no longer.
SETTLED_PARTS = (PartState.SUBMITTED, PartState.LEFT_OUT)
