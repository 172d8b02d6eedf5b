"""The vocabulary of practice observations."""

from django.db.models import TextChoices


class ObservationState(TextChoices):
    PLANNED = "planned", "To do"
    RECORDED = "recorded", "Recorded"
    SHARED = "shared", "Shared"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    CANCELLED = "cancelled", "Cancelled"


class FamilyConsent(TextChoices):
    """What the family said to being observed, asked by the practitioner beforehand."""

    NOT_ASKED = "not_asked", "Not asked yet"
    GIVEN = "given", "The family agreed"
    REFUSED = "refused", "The family did not agree"
    NOT_NEEDED = "not_needed", "No family is there"


class Present(TextChoices):
    CHILD = "child", "Child or young person"
    PARENT = "parent", "Parent"
    CARER = "carer", "Carer"
    FAMILY = "family", "Other family or friends"
    PRACTITIONER = "practitioner", "Practitioner"
    MANAGER = "manager", "Practitioner’s manager"
    PARTNER = "partner", "Partner agencies"
    ADVOCATE = "advocate", "Advocate or interpreter"


class FeedbackOf(TextChoices):
    """Whose feedback an observer writes down, each by the field that keeps their words."""

    CHILD = "child_feedback", "Child or young person"
    PARENT = "parent_feedback", "Parent"
    CARER = "carer_feedback", "Carer"
    FAMILY = "family_feedback", "Other family or friends"


class ObservedGrade(TextChoices):
    """A scale of its own, so that nobody takes it for a grade of an audit. It enters no figure of audits."""

    STRONG = "strong", "Strong"
    SECURE = "secure", "Secure"
    DEVELOPING = "developing", "Developing"
    CONCERN = "concern", "Of concern"
