from django.db.models import TextChoices


class WayChosen(TextChoices):
    """How an audit came to be moderated."""

    AT_RANDOM = "random", "Drawn at random"
    BY_RULE = "rule", "Chosen by a rule"
    IN_FULL = "in_full", "Every audit moderated"
    ALL = "all", "All"


class WhyWithheld(TextChoices):
    """Why a reader is shown nothing of a month."""

    FEWER = "fewer", "fewer than five audits"
    SMALL_PARTS = "small_parts", "some counts of its cohorts are under five"
