from django.apps import AppConfig

from .case_content import CASE_CONTENT


class LearningConfig(AppConfig):
    name = "learning"
    verbose_name = "Learning"
    case_content = CASE_CONTENT
    searched = ("learning.pages.searching.EVENTS",)
    tables_of_moves = ("learning.workflow.MOVES",)
    health_lines = "learning.pages.health.health_lines"
    fact_kinds = ("learning.pages.facts.LEARNING",)
    trail_verbs = {
        "learning.planned": "planned the event",
        "learning.invited": "invited people",
        "learning.uninvited": "withdrew an invitation",
        "learning.replied": "said whether they come",
        "learning.attendance": "recorded whether somebody came",
        "learning.evaluated": "said what they thought of it",
        "learning.handed_over": "gave the event to somebody else",
        "learning.reminded": "reminded somebody to say whether they come",
    }
