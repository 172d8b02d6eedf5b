"""Practice observations: their types and forms, what is planned, what was seen and what the practitioner says to it."""

from .kinds import ObservationType
from .observations import AreaSeen, Observation
from .plans import ObservationPlan
from .templates import AreaQuestion, ObservationTemplate, PracticeArea

__all__ = ["AreaQuestion", "AreaSeen", "Observation", "ObservationPlan", "ObservationTemplate", "ObservationType", "PracticeArea"]
