from django.apps import AppConfig

from .case_content import CASE_CONTENT


class ReportsConfig(AppConfig):
    name = "reports"
    case_content = CASE_CONTENT
    tables_of_moves = ("reports.workflow.MOVES",)
    trail_verbs = {
        "report.opened": "opened the report",
        "report.removed": "removed the report, which was empty",
    }
