from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    trail_verbs = {
        "action.raised": "raised the action",
        "action.evidence_given": "marked the action done, with evidence",
        "action.verified": "verified the action",
        "action.returned": "returned the action",
        "action.extended": "extended the due date",
        "action.reassigned": "gave the action to another owner",
        "action.withdrawn": "withdrew the action",
    }
