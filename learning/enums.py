"""The vocabulary of the calendar of learning."""

from django.db.models import TextChoices


class EventKind(TextChoices):
    TRAINING = "training", "Training"
    AUDITOR_TRAINING = "auditors", "Training to audit"
    PRACTICE_WEEK = "week", "Practice week"
    MEETING = "meeting", "Meeting"
    AWARENESS_DAY = "awareness", "Awareness day"
    NEWSLETTER = "newsletter", "Newsletter"


class EventState(TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class InvitationReply(TextChoices):
    """What an invited person has said."""

    NONE = "none", "No reply yet"
    COMES = "comes", "Comes"
    CANNOT = "cannot", "Cannot come"


class Attendance(TextChoices):
    UNKNOWN = "unknown", "Not recorded yet"
    CAME = "came", "Came"
    ABSENT = "absent", "Did not come"


class EvaluationReply(TextChoices):
    """The answer to one question of an evaluation, best first."""

    AGREE = "agree", "Agree"
    PARTLY = "partly", "Partly agree"
    DISAGREE = "disagree", "Disagree"


TRAININGS = (EventKind.TRAINING, EventKind.AUDITOR_TRAINING)
