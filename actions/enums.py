"""The vocabulary of actions."""

from django.db.models import TextChoices


class ActionState(TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done, to be verified"
    VERIFIED = "verified", "Verified"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Level(TextChoices):
    CHILD = "child", "The child"
    PRACTITIONER = "practitioner", "The practitioner"
    TEAM = "team", "The team"
    SERVICE = "service", "The service"
    SYSTEM = "system", "The whole system"


class Priority(TextChoices):
    URGENT = "urgent", "Urgent"
    NORMAL = "normal", "Normal"


class ActionSource(TextChoices):
    AUDIT = "audit", "Audit"
    OBSERVATION = "observation", "Observation"
    INDICATOR = "indicator", "Performance"
    ALONE = "alone", "On its own"
