"""The vocabulary of actions."""

from django.db.models import IntegerChoices, TextChoices


class ActionState(TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done, to be verified"
    VERIFIED = "verified", "Verified"
    EFFECTIVE = "effective", "Effective"
    NOT_EFFECTIVE = "not_effective", "Not effective"
    WITHDRAWN = "withdrawn", "Withdrawn"


# Closed: somebody other than the owner has seen that it was done. Whether practice changed comes later.
CLOSED_STATES = (ActionState.VERIFIED, ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE)


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
    STUDY = "study", "Dip sample"
    ALONE = "alone", "On its own"


class Asked(TextChoices):
    """What somebody asks of an action and another answers."""

    MORE_TIME = "more_time", "More time"
    WITHDRAWAL = "withdrawal", "Withdrawal"


class DoingPart(TextChoices):
    """What somebody had to do with getting an action done."""

    OWNER = "owner", "Owner"
    HELPER = "helper", "Helper"


class EscalationStep(IntegerChoices):
    """How far up a late action has gone."""

    OWNER = 1, "Owner"
    TEAM_MANAGER = 2, "Team manager"
    SERVICE_MANAGER = 3, "Service manager"
    DIRECTOR = 4, "Director"
