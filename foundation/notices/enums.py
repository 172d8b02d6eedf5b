from django.db.models import TextChoices


class MessageKind(TextChoices):
    DIGEST = "digest", "The day’s digest"
    AT_ONCE = "at_once", "At once"
    LINK = "link", "A link to choose a password"
    OUTSIDE = "outside", "A one-time link to somebody outside"


class MessageState(TextChoices):
    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Refused"
    REPLACED = "replaced", "Replaced by a later one"


class Topic(TextChoices):
    """The parts of a digest, in its order."""

    OVERDUE = "overdue", "Overdue"
    DUE_SOON = "due_soon", "Due soon"
    TO_VERIFY = "to_verify", "Waiting for you to verify"
    COMMENTS = "comments", "Comments you are asked for"
    NEWS = "news", "What has happened"
