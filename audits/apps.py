from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "audits"
    trail_verbs = {
        "cycle.planned": "planned the month",
        "cycle.changed": "changed the month’s plan",
        "audit.added": "added the record to the month",
        "audit.allocated": "chose the auditor and the moderator",
        "audit.conflict_accepted": "accepted a conflict of interest",
        "audit.start": "started the audit",
        "audit.graded": "graded",
        "audit.findings_saved": "saved findings",
        "audit.voice_saved": "recorded a voice",
        "audit.warning_dismissed": "looked at a warning about the words",
        "audit.submit": "submitted the audit",
        "audit.return": "sent the audit back",
        "audit.chosen": "decided who moderates it",
        "moderation.rules_changed": "changed the rules of moderation",
        "audit.moderator_graded": "gave the moderator’s own grades",
        "audit.moderate": "finished moderation",
        "audit.release": "released the audit without moderation",
        "audit.withdraw": "withdrew the record",
        "audit.withdraw_unstarted": "withdrew the record",
        "audit.answered": "answered for the team",
        "audit.challenged": "challenged the audit",
        "audit.challenge_answered": "answered the team’s challenge",
        "audit.imported": "imported the audit from a spreadsheet",
        "audit.restated": "filled in the grades after moderation from a spreadsheet",
        "import.stored": "stored past audits from a spreadsheet",
        "sample.listed": "brought a list of records to draw from",
        "sample.drawn": "drew a sample",
        "sample.applied": "put the sample into the month",
        "sample.replaced": "replaced a record by the next in the draw",
        "sample.picked": "added a record by hand",
        "audit.read": "read the audit",
    }
