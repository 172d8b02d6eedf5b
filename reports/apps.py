from django.apps import AppConfig

from .case_content import CASE_CONTENT


class ReportsConfig(AppConfig):
    name = "reports"
    case_content = CASE_CONTENT
    trail_verbs = {
        "report.opened": "opened the report",
        "report.removed": "removed the report, which was empty",
        "report.changed": "changed the report",
        "report.section_written": "wrote a section",
        "report.findings_saved": "saved key findings",
        "report.figures_confirmed": "confirmed what a section says of the figures",
        "report.approval_asked": "asked for the report to be approved",
        "report.approved": "approved the report",
    }
