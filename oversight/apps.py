from django.apps import AppConfig

from .case_content import CASE_CONTENT


class OversightConfig(AppConfig):
    name = "oversight"
    case_content = CASE_CONTENT
    searched = ("oversight.pages.searching.DECISIONS",)
    tables_of_moves = ("oversight.workflow.MEETING_MOVES", "oversight.workflow.DECISION_MOVES")
    trail_verbs = {
        "meeting.planned": "planned the check and challenge meeting",
        "decision.made": "noted a decision",
        "decision.handed_over": "handed the decision over",
        "decision.reminded": "reminded who carries it out",
        "team_plan.written": "wrote the team action plan",
        "team_plan.owned": "took responsibility for the team action plan",
    }
