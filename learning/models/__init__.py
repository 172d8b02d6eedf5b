from .evaluations import EvaluationCount, EvaluationQuestion, EvaluationWords
from .events import Facilitator, Invitation, LearningEvent

__all__ = ["EvaluationCount", "EvaluationQuestion", "EvaluationWords", "Facilitator", "Invitation", "LearningEvent"]
