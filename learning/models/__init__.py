from .evaluations import EvaluationCount, EvaluationQuestion
from .events import Facilitator, Invitation, LearningEvent

__all__ = ["EvaluationCount", "EvaluationQuestion", "Facilitator", "Invitation", "LearningEvent"]
