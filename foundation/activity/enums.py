"""What the log of access knows."""

from django.db.models import TextChoices


class Act(TextChoices):
    READ = "read", "Read"
    TOOK = "took", "Took as a file"
    SIGNED_IN = "signed_in", "Signed in"
    SIGN_IN_FAILED = "sign_in_failed", "Failed to sign in"
    SIGNED_OUT = "signed_out", "Signed out"


READING = (Act.READ, Act.TOOK)
SIGNING = (Act.SIGNED_IN, Act.SIGN_IN_FAILED, Act.SIGNED_OUT)
