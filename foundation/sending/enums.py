from django.db import models


class KeptBecause(models.TextChoices):
    """Why what somebody wrote is not where it belongs."""

    SIGNED_OUT = "signed-out", "their session had ended when it was sent"
    REFUSED = "refused", "it was sent and not taken"
    WRITING = "writing", "they have not pressed a button yet"
