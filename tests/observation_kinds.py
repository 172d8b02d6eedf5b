"""Types of observations by their codes, which are rows."""

from observations.models import ObservationType

VISIT, REVIEW_MEETING, SUPERVISION = "visit", "review_meeting", "supervision"


def observation_kind(code: str = VISIT) -> ObservationType:
    return ObservationType.objects.get(code=code)
