from enum import IntEnum

from django.db.models import TextChoices


class WayChosen(TextChoices):
    """How an audit came to be moderated."""

    AT_RANDOM = "random", "Drawn at random"
    BY_RULE = "rule", "Chosen by a rule"
    IN_FULL = "in_full", "Every audit moderated"
    ALL = "all", "All"


class WhyWithheld(TextChoices):
    """Why a reader is shown nothing of a month."""

    FEWER = "fewer", "fewer than five audits"
    SMALL_PARTS = "small_parts", "some counts of its parts are under five"
    OTHER_STAGE = "other_stage", "fewer than five audits were graded at one of the two stages alone"
    FEW_MODERATED = "few_moderated", "so few audits were moderated that the two stages together would tell how their grades were changed"
    SEVERAL = "several", "more than one thing besides the months is chosen"


class HealthTopic(TextChoices):
    """What inspectors ask of a council's own auditing."""

    IMPACT = "impact", "Impact"
    FEEDBACK = "feedback", "Feedback from children and families"
    PRACTITIONER = "practitioner", "The practitioner’s part"
    EVENNESS = "evenness", "Evenness"
    LINE_OF_SIGHT = "line-of-sight", "Line of sight"
    LOOP = "loop", "Closing the loop"
    MODERATION = "moderation", "Moderation"
    REASONS = "reasons", "Reasons for grades"
    FIGURES = "figures", "Reliable figures"
    PEOPLE = "people", "People who audit"


class HealthMeasure(TextChoices):
    """One measure for each thing that inspectors criticise."""

    ACTIONS_VERIFIED = "actions-verified", "Actions verified by someone else"
    ACTIONS_EFFECTIVE = "actions-effective", "Actions that changed practice"
    RE_AUDITS_BETTER = "re-audits-better", "Re-audits graded better"
    FEEDBACK_SOUGHT = "feedback-sought", "Feedback sought from the child or family"
    FEEDBACK_OBTAINED = "feedback-obtained", "Feedback obtained from the child or family"
    VOICES_OBTAINED = "voices-obtained", "Voices obtained of those asked for"
    PRACTITIONER_INVOLVED = "practitioner-involved", "Practitioner involved"
    AGREEMENT = "agreement", "Auditor and moderator gave the same overall grade"
    DRIFT = "drift", "Auditors whose grades drift"
    SPREAD = "spread", "Auditors in line with moderators"
    SERVICES = "services", "Services audited"
    PLAN_TYPES = "plan-types", "Plan types audited"
    CLOSED_RECORDS = "closed-records", "Audits of closed records"
    CHILDREN = "children", "Children’s records looked at"
    LEADERS = "leaders", "Leaders who audited or observed"
    LOOP_IN_TIME = "loop-in-time", "Actions closed in time"
    MODERATED = "moderated", "Audits moderated"
    OVER_OPTIMISM = "over-optimism", "Overall grades lowered by moderation"
    REASONS = "reasons", "Grades with reasons of substance"
    FIGURES_FLAGGED = "figures-flagged", "Figures flagged as unreliable"
    TRAINED = "trained", "People auditing who are trained"


class HealthTrend(TextChoices):
    """How a measure compares with the period before."""

    BETTER = "better", "Better"
    WORSE = "worse", "Worse"
    NO_EVIDENCE = "no_evidence", "No evidence of a change"
    THE_SAME = "the_same", "The same"
    TOO_FEW = "too_few", "Not enough data"


class TargetVerdict(TextChoices):
    """Whether a target is met."""

    MET = "met", "Met"
    NOT_YET = "not_yet", "Not met yet"
    MISSED = "missed", "Missed"
    UNKNOWN = "unknown", "Not enough data"


class Telling(IntEnum):
    """How much a fact tells a leader, the most first. `insight.facts.offered.ORDER` says it in words."""

    SHOWN = 1
    NEW = 2
    EXTREME = 3
    COUNTED = 4
    BESIDE = 5
    NOT_SHOWN = 6


class RowsBehind(TextChoices):
    """Which of the audits of its months a fact is worked out from."""

    AGREED = "agreed", "audits with an agreed grade"
    FIRST = "first", "submitted audits, by the grades first submitted"
    MODERATED = "moderated", "moderated audits, graded both before and after moderation"
    VOICES = "voices", "submitted audits that say whether feedback was sought"
    RESPONSES = "responses", "submitted audits to which the team owes a response"
    AUDITED_AGAIN = "audited_again", "records that were audited again, both audits of each"
    ACTIONS = "actions", "submitted audits that raised an action"
    OBSERVED = "observed", "audits beside which practice was observed"
    SUBMITTED = "submitted", "audits submitted here"


class Happened(TextChoices):
    """What may have made a fact false since it was inserted, as a sentence ends: “2 audits of June 2023 were moderated”."""

    SUBMITTED = "submitted", "submitted"
    SENT_BACK = "sent_back", "sent back"
    MODERATED = "moderated", "moderated"
    RELEASED = "released", "released without moderation"
    WITHDRAWN = "withdrawn", "withdrawn"
    OPENED_AGAIN = "opened_again", "opened again"
    IMPORTED = "imported", "imported"
    ANSWERED = "answered", "answered by the team"
    CORRECTED = "corrected", "corrected in the facts of the record"
    FIGURES = "figures", "figures imported"


class ThemePart(TextChoices):
    """What counts of themes are broken down by."""

    MONTH = "month", "Month"
    COHORT = "cohort", "Cohort"
    SERVICE = "service", "Service"
    SOURCE = "source", "Where seen or heard"
