from django.apps import AppConfig

from .case_content import CASE_CONTENT


class ReportsConfig(AppConfig):
    name = "reports"
    case_content = CASE_CONTENT
    searched = ("reports.pages.searching.REPORTS",)
    tables_of_moves = ("reports.workflow.MOVES", "reports.workflow.REVIEW_MOVES", "reports.workflow.COMMENT_MOVES")
    report_sections = "reports.sections.section_choices"
    trail_verbs = {
        "report.opened": "opened the report",
        "report.files_made": "had files of the report made",
        "report.correction_opened": "opened a correction of the report",
        "report.reminded": "reminded who was asked to approve it",
        "report.template_changed": "changed the Word template of the report",
        "report.sections_kept": "kept a template of sections",
        "report.sections_default": "chose the template of sections for new reports",
        "report.sections_forgotten": "removed a template of sections",
        "report.owner_set": "said who owns a section of the report",
        "report.review_reminded": "reminded somebody who was asked to review it",
        "report.commented": "commented on a section",
        "report.comment_answered": "replied to a comment",
        "report.audience_rules_changed": "changed the rules by audience",
        "report.release_asked": "asked for the report to be released to an audience",
        "report.released_to_audience": "released the report to an audience",
        "report.removed": "removed the report, which was empty",
    }

    def ready(self) -> None:
        from audits.corrections.pages import register_what_stands
        from insight.answers.pages.from_reports import register_reports
        from insight.pages.facts import register_insertion

        from .pages.corrections import stands_by
        from .pages.for_leaders import false_in_reports, last_approved
        from .pages.insertions import into_draft

        register_what_stands(stands_by)
        register_insertion(into_draft)
        register_reports(last_approved, false_in_reports)
