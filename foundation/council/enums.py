"""Words that a council chooses once for every page and document."""

from django.db.models import TextChoices


class CaredForWord(TextChoices):
    CARED_FOR = "cared for", "Cared for"
    LOOKED_AFTER = "looked after", "Looked after"


class RequiresImprovementWord(TextChoices):
    FULL = "Requires improvement to be good", "Requires improvement to be good"
    SHORT = "Requires improvement", "Requires improvement"
