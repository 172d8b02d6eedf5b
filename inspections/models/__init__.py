"""Inspections, what they recommended, the plan that answers them, and children tracked while inspectors are here."""

from .frameworks import FrameworkJudgement, InspectionFramework
from .inspections import Inspection, JudgementGiven
from .plan import PlanPriority, ProgressNote
from .published import OutcomesUpload, PublishedGrade, PublishedOutcome
from .recommendations import Recommendation
from .tracking import CaseTracking, TrackedChild

__all__ = [
    "CaseTracking",
    "FrameworkJudgement",
    "Inspection",
    "InspectionFramework",
    "JudgementGiven",
    "OutcomesUpload",
    "PlanPriority",
    "ProgressNote",
    "PublishedGrade",
    "PublishedOutcome",
    "Recommendation",
    "TrackedChild",
]
