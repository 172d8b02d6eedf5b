"""The pages of inspections and the improvement plan."""

from .frameworks import change_framework, framework_list, new_framework
from .inspections import change_inspection, inspection_list, inspection_page, new_inspection, progress
from .outcomes import bring_outcomes, check_outcomes, outcomes
from .plan import change_priority, close_priority, map_priority, new_priority, note_progress, plan, priority_page, reopen_priority
from .recommendations import (
    change_recommendation,
    map_recommendation,
    paste_recommendations,
    recommendation_page,
    remove_recommendation,
)
from .tracking import end_tracking, tracking

__all__ = [
    "bring_outcomes",
    "check_outcomes",
    "outcomes",
    "change_framework",
    "change_inspection",
    "change_priority",
    "change_recommendation",
    "close_priority",
    "end_tracking",
    "framework_list",
    "inspection_list",
    "inspection_page",
    "map_priority",
    "map_recommendation",
    "new_framework",
    "new_inspection",
    "new_priority",
    "note_progress",
    "paste_recommendations",
    "plan",
    "priority_page",
    "progress",
    "recommendation_page",
    "remove_recommendation",
    "reopen_priority",
    "tracking",
]
