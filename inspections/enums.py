"""The vocabulary of inspections."""

from django.db.models import IntegerChoices, TextChoices


class InspectionKind(TextChoices):
    STANDARD = "standard", "Standard inspection"
    SHORT = "short", "Short inspection"
    FOCUSED = "focused", "Focused visit"
    MONITORING = "monitoring", "Monitoring visit"
    JOINT = "joint", "Joint targeted area inspection"


# The kinds that end in a grade for each judgement.
GRADED_KINDS = (InspectionKind.STANDARD, InspectionKind.SHORT)


class OfstedGrade(TextChoices):
    """In Ofsted's words, whatever the council calls the grades of its own audits."""

    OUTSTANDING = "O", "Outstanding"
    GOOD = "G", "Good"
    REQUIRES_IMPROVEMENT = "RI", "Requires improvement to be good"
    INADEQUATE = "I", "Inadequate"


class FollowedBy(TextChoices):
    """What decides which inspection follows."""

    OVERALL = "overall", "The grade for overall effectiveness"
    LEADERS_AND_PRACTICE = "leaders", "The grades for leaders and for practice"


class WhyUnsure(TextChoices):
    """Why nobody but a person can say which part of the national framework is meant."""

    NONE_FOUND = "none", "No part of the national framework is named."
    SEVERAL = "several", "More than one part of the national framework is named."
    DISAGREES = "disagrees", "The number and the words name different parts of the national framework."


class Hours(IntegerChoices):
    """Within how many hours the audit of a tracked child is due."""

    ONE_DAY = 24, "24 hours"
    TWO_DAYS = 48, "48 hours"


class TargetMet(TextChoices):
    MET = "met", "On target"
    MISSED = "missed", "Off target"
    NEITHER = "neither", "No target"


class OutcomeRow(TextChoices):
    """What becomes of a row of Ofsted's published outcomes."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Here already"
    LEFT_OUT = "left_out", "Left out"
