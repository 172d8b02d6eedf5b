from django.db.models import TextChoices


class EvidenceSource(TextChoices):
    """Where something is known of practice from, in the order in which pages show it."""

    AUDITS = "audits", "Audits"
    OBSERVATIONS = "observations", "Observed practice"
    VOICES = "voices", "Voices"
    SAMPLES = "samples", "Dip samples"
    FIGURES = "figures", "Figures"


class Bearing(TextChoices):
    """What a source bears out of the quality of practice."""

    GOOD = "good", "Mostly good"
    WEAK = "weak", "Mostly not good"
    EITHER = "either", "Could be either"
    TOO_FEW = "too_few", "Too few to say"
    UNSAID = "unsaid", "Not weighed"


class SourcesSay(TextChoices):
    """What several sources come to beside each other."""

    APART = "apart", "Sources contradict each other"
    TOGETHER = "together", "Sources say the same"
    NOT_SHOWN = "not_shown", "No contradiction is shown"
    TOO_FEW = "too_few", "Too few to say"
