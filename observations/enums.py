"""The vocabulary of practice observations."""

from django.db.models import TextChoices


class ObservationType(TextChoices):
    VISIT = "visit", "Visit to a child or family"
    REVIEW_MEETING = "review_meeting", "Review meeting"
    CONFERENCE = "conference", "Child protection conference"
    SUPERVISION = "supervision", "Supervision"
    OTHER_MEETING = "other_meeting", "Another meeting"


class ObservationState(TextChoices):
    PLANNED = "planned", "To do"
    RECORDED = "recorded", "Recorded"
    SHARED = "shared", "Shared with the practitioner"
