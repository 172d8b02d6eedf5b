from django.db.models import TextChoices


class WarningKind(TextChoices):
    """What a warning said."""

    IDENTITY = "identity", "Words look as if they said who somebody is"
    FIGURES = "figures", "A text says of the figures what they do not"
