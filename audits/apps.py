from django.apps import AppConfig

from .case_content import CASE_CONTENT


class AuditsConfig(AppConfig):
    name = "audits"
    case_content = CASE_CONTENT
    list_subjects = (
        "audits.sheets.subjects.SUBJECTS",
        "audits.sampling.reading.columns.SUBJECTS",
        "audits.past_audits.reading.said.SUBJECTS",
        "audits.allocation.reading.SUBJECTS",
    )
    tables_of_moves = (
        "audits.workflow.MOVES",
        "audits.calibration.workflow.MOVES",
        "audits.cycles.workflow.MOVES",
    )
    trail_verbs = {
        "cycle.planned": "planned the month",
        "upload.kept": "brought a file of past audits to be checked",
        "allocation.file_kept": "brought a file of auditors and moderators in which something is to be said or corrected",
        "allocation.file_answered": "said what the columns of a file of auditors and moderators are",
        "upload.answered": "said what the columns and teams of a file of past audits are",
        "cycle.removed": "removed the month, which was empty",
        "cycle.changed": "changed the month’s plan",
        "cycle.expected": "set how many audits are expected of each service and auditor",
        "cycle.paused": "paused the month",
        "cycle.resumed": "let the month go on",
        "exemption.asked": "asked for an exemption",
        "cycle.tool_changed": "changed the month’s audit tool",
        "cycle.theme_asked": "changed the month’s own questions",
        "tool.begun": "began a version of the audit tool",
        "tool.added": "added to the audit tool",
        "tool.changed": "changed the audit tool",
        "tool.moved": "changed the order of the audit tool",
        "tool.removed": "removed from the audit tool",
        "tool.published": "published the audit tool",
        "tool.discarded": "discarded a version of the audit tool",
        "audit.actions_chosen": "chose the actions that matter most",
        "audit.checklist_saved": "answered the checklist",
        "audit.added": "added the record to the month",
        "audit.facts_corrected": "corrected the facts of the record",
        "audit.allocated": "chose the auditor and the moderator",
        "audit.reminded": "reminded somebody who was late",
        "audit.handed_back": "handed the audit back",
        "audit.declared": "declared no involvement with the child or family",
        "audit.pinned": "tied somebody to the record",
        "audit.unpinned": "untied somebody from the record",
        "allocation.applied": "allocated the month",
        "allocation.capacity_set": "set how much they take in a month",
        "training.recorded": "recorded that they were trained to audit",
        "training.removed": "removed a day of their training to audit",
        "interest.declared": "declared an interest",
        "interest.ended": "ended a declared interest",
        "audit.conflict_accepted": "accepted a conflict of interest",
        "audit.re_audit_planned": "planned the re-audit",
        "audit.re_audit_waived": "said why it is not audited again",
        "audit.is_re_audit": "linked it to the audit before it",
        "audit.graded": "graded",
        "audit.findings_saved": "saved findings",
        "audit.voice_saved": "recorded a voice",
        "audit.warning_dismissed": "looked at a warning about the words",
        "audit.chosen": "decided who moderates it",
        "moderation.rules_changed": "changed the moderation settings",
        "audit.moderation_kept": "saved moderation for later",
        "audit.moderator_graded": "gave the moderator’s own grades",
        "audit.auditor_replied": "said whether they agree with the moderated grades",
        "audit.answered": "answered for the team",
        "audit.challenged": "challenged the audit",
        "audit.challenge_answered": "answered the team’s challenge",
        "risk.raised": "said that a child may be at risk now",
        "risk.acknowledged": "acknowledged the risk",
        "risk.closed": "closed the risk",
        "conversation.recorded": "recorded the reflective conversation",
        "audit.rules_changed": "changed the audit settings",
        "audit.reflection_saved": "wrote on a reflection",
        "audit.reflection_sent": "sent a reflection",
        "audit.reflection_declined": "chose to write no reflection",
        "audit.factual_check_asked": "asked for a factual check",
        "audit.factual_check_answered": "answered the factual check",
        "audit.factual_check_settled": "said what came of the corrections",
        "audit.letter_written": "wrote on the letter of feedback",
        "audit.letter_sent": "sent the letter of feedback",
        "audit.feedback_acknowledged": "acknowledged the feedback",
        "audit.imported": "imported the audit from a spreadsheet",
        "audit.restated": "filled in the grades after moderation from a spreadsheet",
        "import.stored": "stored past audits from a spreadsheet",
        "sample.listed": "brought a list of records to draw from",
        "sample.list_answered": "said what a list of records means, or corrected rows of it",
        "sample.drawn": "drew a sample",
        "sample.applied": "put the sample into the month",
        "sample.replaced": "replaced a record by the next in the draw",
        "sample.record_corrected": "corrected a record of the list",
        "sample.picked": "added a record by hand",
        "calibration.planned": "planned the calibration round",
        "calibration.left": "left the calibration round",
        # No longer written: who reads what is in the log of access.
        "audit.record_page.read": "took the page for the child’s record",
        "audit.letter.read": "took the letter of feedback",
        "audit.read": "read the audit",
    }

    def ready(self) -> None:
        from audits.allocation.queries.people import reads_any, was_ever_audited
        from foundation.accounts import holdings

        holdings.register_shown_to_line(was_ever_audited)
        holdings.register_opens_cases(reads_any)
