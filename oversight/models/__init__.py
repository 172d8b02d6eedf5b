"""Check and challenge meetings with what they decided, and teams' action plans."""

from .meetings import CheckAndChallenge, MeetingAttendance, MeetingDecision
from .team_plans import TeamPlan, TeamPriority

__all__ = ["MeetingAttendance", "CheckAndChallenge", "MeetingDecision", "TeamPlan", "TeamPriority"]
