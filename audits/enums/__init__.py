"""The vocabulary of audits."""

from django.db.models import TextChoices

from .kinds import SETTLED_PARTS as SETTLED_PARTS
from .kinds import PartState as PartState
from .kinds import RecordsAsked as RecordsAsked
from .restrictions import PartInRecord as PartInRecord


class Grade(TextChoices):
    """Ofsted's words, best first; *not applicable* leaves every denominator."""

    OUTSTANDING = "O", "Outstanding"
    GOOD = "G", "Good"
    REQUIRES_IMPROVEMENT = "RI", "Requires improvement to be good"
    INADEQUATE = "I", "Inadequate"
    NOT_APPLICABLE = "NA", "Not applicable"


# Best first, without *not applicable*: the order of every table, chart and matrix.
PRACTICE_GRADES = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
# A domain so graded needs an action, or a reason for none.
WEAK_GRADES = (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)


class Stage(TextChoices):
    """Whose grade a judgement is."""

    AUDITOR = "auditor", "Auditor's"
    PRE = "pre", "Before moderation"
    MODERATOR = "moderator", "Moderator's"
    AGREED = "agreed", "After moderation"


class Mode(TextChoices):
    """How the moderator and the auditor come to the agreed grades."""

    DESK = "desk", "At the desk"
    DISCUSSION = "discussion", "In discussion with the auditor"
    PANEL = "panel", "By a panel"


class ModerationRule(TextChoices):
    """Which of a month's audits are moderated."""

    ALL = "all", "All of them"
    BY_RULE = "by_rule", "Those chosen by the rules"
    NONE = "none", "None of them"


# A month's setting changes in this direction only, once its first audit is submitted.
STRICTER = (ModerationRule.NONE, ModerationRule.BY_RULE, ModerationRule.ALL)
MORE_EYES = (Mode.DESK, Mode.DISCUSSION, Mode.PANEL)


class ChosenBy(TextChoices):
    """Which rule chose an audit for moderation."""

    GRADE = "grade", "Chosen as Inadequate or Outstanding"
    FIRST = "first", "Chosen as one of the auditor’s first"
    DRIFT = "drift", "Chosen as the auditor’s grades were often changed"
    RULES = "rules", "Chosen as the auditor sets the rules"
    RANDOM = "random", "Chosen at random"
    NOBODY = "nobody", "Not chosen"


class ShownBy(TextChoices):
    """How an audit's grades came to be shown to somebody."""

    GRADED = "graded", "Gave their own grades"
    PAGE = "page", "Opened a page that shows them"
    LIST = "list", "Read them in a list"
    FILE = "file", "Took them away in a file"
    COULD_READ = "could_read", "Could read them before they were its moderator"


class ModerationStep(TextChoices):
    """The two pages of moderating."""

    OWN = "own", "The moderator’s own grades"
    AGREED = "agreed", "The agreed grades"


class AuditQuality(TextChoices):
    """Quality of the audit itself, independent of the practice grade."""

    STRONG = "strong", "Strong"
    SOUND = "sound", "Sound"
    WEAK = "weak", "Weak"


class CalibrationState(TextChoices):
    """How far a calibration round is: nobody sees another's grade while it is graded."""

    GRADING = "grading", "Being graded"
    DISCUSSION = "discussion", "Open for discussion"
    CLOSED = "closed", "Closed"


class ChangeCode(TextChoices):
    """Why moderation changes a grade."""

    EVIDENCE = "evidence", "The evidence does not meet the descriptor"
    NOT_SEEN = "not_seen", "The auditor had not seen some of the evidence"
    DESCRIPTOR = "descriptor", "The descriptor was read differently"
    OUTCOME = "outcome", "The outcome for the child was weighed differently"
    OTHER = "other", "Another reason"


class AuditState(TextChoices):
    ALLOCATED = "allocated", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    SUBMITTED = "submitted", "Waiting for moderation"
    MODERATED = "moderated", "Moderated"
    RELEASED = "released", "Released without moderation"
    WITHDRAWN = "withdrawn", "Withdrawn"


class CountedState(TextChoices):
    """How an audit stands that is counted: its state, and with its auditor again by what gave it back."""

    MODERATED = "moderated", "Moderated"
    RELEASED = "released", "Released without moderation"
    WAITING = "waiting", "Waiting for moderation"
    OPENED_AGAIN = "opened_again", "Opened again"
    SENT_BACK = "sent_back", "Sent back"
    WITHDRAWN = "withdrawn", "Withdrawn"


class CountedBy(TextChoices):
    """By what a month's audits are counted apart: all of them together, or those of each team, cohort and so on."""

    ALL = "all", "All audits"
    TEAM = "team", "Team"
    COHORT = "cohort", "Cohort"
    PLAN_TYPE = "plan_type", "Plan type"
    KIND = "kind", "Kind of audit"
    AUDITOR = "auditor", "Auditor"
    CHOICE = "choice", "How chosen for moderation"


class WorkSubject(TextChoices):
    """What is counted of a month's audits besides their grades; rooms above count what hangs on an audit there."""

    DONE = "done", "What was done, by its measure"
    AUDITED = "audited", "Audits done here, by auditor"
    VOICE = "voice", "Voices by their outcome"
    RESPONSE = "response", "Responses to an Inadequate"
    DAYS = "days", "Days that audits took"
    SUBMITTED = "submitted", "Days of submission"
    MODERATED = "moderated", "Days on which moderation ended"
    FINDINGS = "findings", "Findings"
    THEME = "theme", "Audits with findings of a theme"
    THEME_FROM = "theme_from", "Audits with findings of a theme from a source"
    CHILD = "child", "Children looked at, by the month before"
    ACTION = "action", "Actions by their state"
    DUE = "due", "Actions by the month in which they were first due"
    VERIFIED = "verified", "Actions by the month in which they were verified"
    OBSERVED = "observed", "Audits beside which practice was observed"


class AuditKind(TextChoices):
    FIRST = "first", "Audits of a record"
    AGAIN = "again", "Re-audits"
    PAST = "past", "Past audits from a spreadsheet"


# What a submitted audit in progress is called, by what gave it back to its auditor: its moderator, or the QA lead.
SENT_BACK, OPENED_AGAIN = "Sent back", "Opened again"
# The states in which the agreed grades stand and the team may read what was found.
FINISHED_STATES = (AuditState.MODERATED, AuditState.RELEASED)
# The states in which the auditor writes.
WRITTEN_STATES = (AuditState.ALLOCATED, AuditState.IN_PROGRESS)
# The states in which something is still to be judged.
OPEN_STATES = (AuditState.ALLOCATED, AuditState.IN_PROGRESS, AuditState.SUBMITTED)


class PlanType(TextChoices):
    ASSESSMENT = "assessment", "Assessment"
    CHILD_IN_NEED = "child_in_need", "Child in need"
    CHILD_PROTECTION = "child_protection", "Child protection"
    CARED_FOR = "cared_for", "Cared for"
    CARE_EXPERIENCED = "care_experienced", "Care experienced"


class AgeBand(TextChoices):
    UNDER_FIVE = "0-4", "Under 5"
    FIVE_TO_NINE = "5-9", "5 to 9"
    TEN_TO_FIFTEEN = "10-15", "10 to 15"
    SIXTEEN_SEVENTEEN = "16-17", "16 or 17"
    ADULT = "18-25", "18 to 25"


class DomainRelation(TextChoices):
    """What a domain is, compared with those of the version of the tool before it."""

    CONTINUES = "continues", "It continues one domain"
    SPLIT = "split", "It is one part of a domain that was split"
    MERGED = "merged", "It merges several domains"
    NEW = "new", "It is new"


class IlacsJudgement(TextChoices):
    """The four judgements of an inspection of a local authority's children's services, in Ofsted's words."""

    LEADERS = "leaders", "The impact of leaders on social work practice with children and families"
    HELP = "help", "The experiences and progress of children who need help and protection"
    CARE = "care", "The experiences and progress of children in care"
    CARE_LEAVERS = "care_leavers", "The experiences and progress of care leavers"


class Framework(TextChoices):
    """The outcomes and enablers of the Children’s Social Care National Framework (Department for Education).

    They are stored under the numbers of its first edition, which published versions of the tool keep. What a part is called on a day,
    and its number, is for `calculations.framework` to say.
    """

    TOGETHER = "outcome_1", "Families stay together and get the help they need"
    NETWORK = "outcome_2", "Supported by the family network"
    SAFE = "outcome_3", "Safe in and outside of the home"
    HOMES = "outcome_4", "Stable, loving homes"
    MULTI_AGENCY = "enabler_1", "Multi-agency working"
    LEADERS = "enabler_2", "Leaders"
    WORKFORCE = "enabler_3", "The workforce"


class ChecklistReply(TextChoices):
    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_APPLICABLE = "na", "Not applicable"


class ThemeKind(TextChoices):
    """How a month's question on its theme is answered."""

    WORDS = "words", "In words"
    REPLY = "reply", "Yes, partly or no"


class ThemeReply(TextChoices):
    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class FindingKind(TextChoices):
    STRENGTH = "strength", "Strength"
    AREA = "area", "Area for improvement"


class Source(TextChoices):
    """Where a finding was seen or heard."""

    RECORD = "record", "The child’s record"
    DISCUSSION = "discussion", "Discussion with the worker"
    OBSERVATION = "observation", "Observation"
    CHILD = "child", "The child or young person"
    FAMILY = "family", "The family"


class Voice(TextChoices):
    CHILD = "child", "Child or young person"
    FAMILY = "family", "Family"
    PRACTITIONER = "practitioner", "Practitioner"


class VoiceOutcome(TextChoices):
    OBTAINED = "obtained", "Obtained"
    DECLINED = "declined", "Declined"
    NOT_REACHED = "not_reached", "Sought, not reached"
    NOT_SOUGHT = "not_sought", "Not sought"


class ConflictKind(TextChoices):
    """Conflicts of interest. The first three are hard; the lead may override the others with a reason."""

    OWN_WORK = "own_work", "Own work"
    LINE_OF_MANAGEMENT = "line_of_management", "Own line of management"
    OWN_AUDIT = "own_audit", "Own audit"
    OWN_TEAM = "own_team", "Own team"
    PAST_INVOLVEMENT = "past_involvement", "Past involvement with the child"
    PREVIOUS_AUDITOR = "previous_auditor", "Audited this child before"
    DECLARED_INTEREST = "declared_interest", "Declared interest"


class TimeSpan(TextChoices):
    """From where to where on an audit's way time is taken."""

    SAMPLE_TO_FEEDBACK = "sample-to-feedback", "From sample to feedback"
    GIVEN_TO_SUBMITTED = "given-to-submitted", "From allocation to submission"
    SUBMITTED_TO_MODERATED = "submitted-to-moderated", "From submission to moderation"


class Part(TextChoices):
    """What somebody has to do with an audit."""

    AUDITOR = "auditor", "Auditor"
    MODERATOR = "moderator", "Moderator"


class AllocationSource(TextChoices):
    """How an auditor or a moderator was chosen."""

    BY_HAND = "by_hand", "Chosen by hand"
    PROPOSED = "proposed", "Proposed and applied"
    CSV = "csv", "From a file"
    HANDED_BACK = "handed_back", "Handed back"
    REASSIGNED = "reassigned", "Open work reassigned"
    EXEMPTED = "exempted", "Exempted from the month"


class ExemptionState(TextChoices):
    PENDING = "pending", "Waiting for a decision"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"


class WithdrawalKind(TextChoices):
    """Why a record leaves its month."""

    CLOSED = "closed", "The record was closed"
    TRANSFERRED = "transferred", "Transferred to another council"
    RESTRICTED = "restricted", "The record is restricted"
    INCIDENT = "incident", "Under a serious incident notification or review"
    OTHER = "other", "Another reason"


class VersionKind(TextChoices):
    """Why an audit has an earlier version."""

    RETURNED = "returned", "Sent back for rework"
    REOPENED = "reopened", "Opened again"


class MovedWhy(TextChoices):
    """What moved a due date of an audit later than its month's day."""

    GIVEN = "given", "Given"
    SENT_BACK = "sent_back", "Sent back"
    REOPENED = "reopened", "Opened again"
    SUBMITTED = "submitted", "Submitted"
    RESUMED = "resumed", "The month went on after a pause"


class Sampled(TextChoices):
    """What became of a record of the list from which a month was sampled."""

    DRAWN = "drawn", "Drawn"
    RESERVE = "reserve", "Reserve"
    REPLACEMENT = "replacement", "Drawn in place of another"
    REPLACED = "replaced", "Replaced"
    LEFT_OUT = "left_out", "Left out"
    BY_HAND = "by_hand", "Added by hand"


class CorrectionOutcome(TextChoices):
    """What an auditor did with what the practitioner said was wrong in the draft."""

    CHANGED = "changed", "Corrected in the audit"
    PARTLY = "partly", "Corrected in part"
    KEPT = "kept", "Left as it was"


HARD_CONFLICTS = frozenset({ConflictKind.OWN_WORK, ConflictKind.LINE_OF_MANAGEMENT, ConflictKind.OWN_AUDIT})


class Duty(TextChoices):
    """What somebody owes an audit by a day; the trail keeps the value of one that they were reminded of."""

    AUDIT = "audit", "Audit"
    REVISE = "revise", "Revise"
    MODERATE = "moderate", "Moderate"
    RESPOND = "respond", "Respond to"
    CHALLENGE = "challenge", "Challenge to"
    CONVERSATION = "conversation", "Conversation on"
    LETTER = "letter", "Letter on"
    FEEDBACK = "feedback", "Feedback on"
    PART = "part", "Part of"


class HowCoded(TextChoices):
    """What coding does with the themes that findings have already."""

    ADD = "add", "Add to the themes that they have"
    REPLACE = "replace", "Put in place of the themes that they have"
    TAKE = "take", "Take away from the themes that they have"
