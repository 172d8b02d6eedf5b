from django.apps import AppConfig

from .case_content import CASE_CONTENT


class GovernanceConfig(AppConfig):
    name = "governance"
    case_content = CASE_CONTENT
    where_a_record_is_named = ("governance.pages.mentions.named_elsewhere",)
    trail_verbs = {
        "retention.rule_set": "set how long it is kept",
        "retention.asked": "asked for a removal",
        "retention.confirmed": "confirmed the removal",
        "retention.cancelled": "cancelled the removal",
        "retention.done": "removed what the rule says, and certified it",
        "hold.placed": "placed a legal hold",
        "hold.ended": "ended the legal hold",
        "subject_request.entered": "entered the request",
        "subject_request.changed": "changed the request",
        "subject_request.withheld": "noted what was withheld",
        "subject_request.answered": "noted the answer",
        "subject_request.export_asked": "asked for everything as a file",
        "subject_request.exported": "was given everything as a file",
        "data_complaint.entered": "entered the complaint",
        "data_complaint.acknowledged": "noted that the complaint was acknowledged",
        "data_complaint.answered": "noted what came of the complaint",
        "case_ids.replaced": "replaced case IDs everywhere",
    }
