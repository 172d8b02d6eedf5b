from django.apps import AppConfig

from .case_content import CASE_CONTENT


class ActionsConfig(AppConfig):
    name = "actions"
    case_content = CASE_CONTENT
    when_an_audit_goes_live = ("actions.services.going_live.give_time_from_submission",)
    trail_verbs = {
        "action.raised": "raised the action",
        "action.evidence_given": "marked the action done, with evidence",
        "action.verified": "verified the action",
        "action.returned": "returned the action",
        "action.extended": "extended the due date",
        "action.due_from_submission": "gave its owner time from the audit’s submission",
        "action.reassigned": "gave the action to another owner",
        "action.withdrawn": "agreed to withdraw the action",
        "action.amended": "changed the wording",
        "action.dropped": "dropped the action from the draft audit",
        "action.verification_stands": "looked at the evidence again: the verification stands",
        "action.verification_fell": "looked at the evidence again and returned the action",
        "action.effective": "judged the action effective",
        "action.not_effective": "judged the action not effective",
        "action.time_asked": "asked for more time",
        "action.time_refused": "kept the due date",
        "action.withdrawal_asked": "asked to withdraw the action",
        "action.withdrawal_refused": "kept the action",
        "action.helpers_changed": "changed who helps",
        "action.escalated": "escalated the late action",
        "action.escalation_rules_changed": "changed when late actions are escalated",
        "action.rules_changed": "changed the action settings",
        "action.calendar_made": "made a private address for their calendar",
        "action.calendar_revoked": "revoked their calendar’s address",
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
