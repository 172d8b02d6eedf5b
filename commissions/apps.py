from django.apps import AppConfig

from .case_content import CASE_CONTENT


class CommissionsConfig(AppConfig):
    name = "commissions"
    case_content = CASE_CONTENT
    searched = ("commissions.searching.COMMISSIONS",)
    tables_of_moves = ("commissions.workflow.MOVES",)
    trail_verbs = {
        "commission.added": "added the question",
        "commission.linked": "named the actions and dip samples that belong to it",
        "commission.released": "released it to the Board",
        "commission.told": "gave it to the Board in an approved report",
        "commission.handed_over": "handed over who leads the work",
        "commission.reminded": "reminded who leads the work",
        "commission.chair_named": "named the chair of the Board",
    }
