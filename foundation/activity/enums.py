"""What the log of access knows."""

from django.db.models import TextChoices


class AccessKind(TextChoices):
    READ = "read", "Read"
    TOOK = "took", "Took as a file"
    SIGNED_IN = "signed_in", "Signed in"
    SIGN_IN_FAILED = "sign_in_failed", "Failed to sign in"
    SIGNED_OUT = "signed_out", "Signed out"
    DENIED = "denied", "Asked for what is not there, or not theirs"


READING = (AccessKind.READ, AccessKind.TOOK)
SIGNING = (AccessKind.SIGNED_IN, AccessKind.SIGN_IN_FAILED, AccessKind.SIGNED_OUT)


class Log(TextChoices):
    """The two logs that are sealed: what people did, and what they were shown."""

    TRAIL = "trail", "Trail"
    ACCESS = "access", "Reading log"
