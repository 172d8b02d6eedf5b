from django.db.models import TextChoices


class ShareMovement(TextChoices):
    """What the interval of a difference lets one say of a share."""

    ROSE = "rose", "Evidence of a rise"
    FELL = "fell", "Evidence of a fall"
    NO_EVIDENCE = "no_evidence", "No evidence of a change"
    TOO_FEW = "too_few", "Too few to say"


class DomainStanding(TextChoices):
    """What the grades bear out of a domain among the others."""

    STRONGEST = "strongest", "Strongest"
    KEY_AREA = "key_area", "Key area for improvement"
    NEITHER = "neither", "Neither"
