from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    trail_verbs = {
        "report.opened": "opened the report",
        "report.changed": "changed the report",
        "report.section_written": "wrote a section",
        "report.findings_saved": "saved key findings",
        "report.approved": "approved the report",
    }
