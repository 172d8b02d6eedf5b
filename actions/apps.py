from django.apps import AppConfig

from .case_content import CASE_CONTENT


class ActionsConfig(AppConfig):
    name = "actions"
    case_content = CASE_CONTENT
    searched = ("actions.pages.searching.ACTIONS",)
    keeps_files = "actions.queries.kept_files.files_of_evidence"
    when_an_audit_goes_live = ("actions.services.going_live.give_time_from_submission",)
    counted_with_audits = ("actions.queries.counted.tallies_of_actions",)
    people_of_audits = ("actions.queries.owners.people_at_work",)
    raised_while_grading = "actions.forms.in_place.ActionInPlace"
    tables_of_moves = ("actions.workflow.MOVES",)
    trail_verbs = {
        "action.raised": "raised the action",
        "action.due_from_submission": "gave its owner time from the audit’s submission",
        "action.helpers_changed": "changed who helps",
        "action.escalated": "escalated the late action",
        "action.reminded": "reminded its owner, who was late",
        "action.escalation_rules_changed": "changed when late actions are escalated",
        "action.rules_changed": "changed the action settings",
        "action.calendar_made": "made a private address for their calendar",
        "action.calendar_revoked": "revoked their calendar’s address",
        # No longer written: views are of every list (foundation/saved_views).
        "action.view_saved": "saved a view of the tracker",
        "action.view_deleted": "deleted a view of the tracker",
        "action.view_shared": "shared a view of the tracker",
        # No longer written: who reads what is in the log of access.
        "action.file.read": "took a file of the evidence",
    }

    def ready(self) -> None:
        from foundation.accounts import holdings

        from .queries.owners import ever_owned_one, reads_any

        holdings.register_shown_to_line(ever_owned_one)
        holdings.register_opens_cases(reads_any)
