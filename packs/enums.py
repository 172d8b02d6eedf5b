"""The vocabulary of packs."""

from django.db.models import TextChoices


class PackKind(TextChoices):
    INSPECTION = "inspection", "Inspection pack"
    SERVICE = "service", "Service pack"
