"""What each measure asks in an inspector's words, what it counts and leaves out, and what its parts are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.pages.figures import service_name
from audits.calculations.reasons import FEWEST_WORDS
from audits.enums import PlanType
from foundation.accounts.enums import Role
from foundation.council.words import in_our_words
from insight.enums import HealthMeasure, HealthTopic
from insight.health.calculations import ENOUGH
from voices.enums import VoiceGroup

M = HealthMeasure


@dataclass(frozen=True)
class MeasureWords:
    """`counts` what is counted of what, `leaves_out` what is not in it, `of` what one of them is called, for “43 of 50 …”."""

    question: str
    counts: str
    leaves_out: str
    of: str


WORDS: Mapping[HealthMeasure, MeasureWords] = {
    M.ACTIONS_VERIFIED: MeasureWords(
        "Are actions from audits followed through, and does anyone check that they were done?",
        "Actions whose first due date fell in these months, up to today: how many somebody other than the owner has verified.",
        "Withdrawn actions, and those of audits that are not submitted. A moved due date does not move an action to another month.",
        "actions",
    ),
    M.ACTIONS_EFFECTIVE: MeasureWords(
        "What is the impact of audit on practice, and on children?",
        "Actions verified in these months: how many were judged to have changed practice, by later audits or by what"
        " changed for the child.",
        "Nothing: an action that nobody has judged yet counts as one that has shown no impact.",
        "actions",
    ),
    M.RE_AUDITS_BETTER: MeasureWords(
        "When a record is looked at again, has the child’s experience got better?",
        "Re-audits of these months, both audits of the record being finished: how many have a better agreed overall grade than before.",
        "Re-audits without an overall grade, and records of which it was decided that none is needed.",
        "re-audits",
    ),
    M.FEEDBACK_SOUGHT: MeasureWords(
        "Do you ask children and families what they think of the help they get?",
        "Audits submitted in these months: how many sought feedback from the child or the family, whether or not they could be reached.",
        "Withdrawn audits, and audits from a spreadsheet, which says nothing of feedback.",
        "audits",
    ),
    M.FEEDBACK_OBTAINED: MeasureWords(
        "Do children’s and families’ views inform what you find?",
        "Audits submitted in these months: how many obtained feedback from the child or the family.",
        "Withdrawn audits, and audits from a spreadsheet, which says nothing of feedback.",
        "audits",
    ),
    M.VOICES_OBTAINED: MeasureWords(
        "Whose voices reach you, and whose do not?",
        "Voices that were asked for in these months, in audits’ forms and beside them, each once: how many were obtained.",
        "People whom nobody asked. Practitioners, partner agencies and young auditors are counted here too.",
        "voices",
    ),
    M.PRACTITIONER_INVOLVED: MeasureWords(
        "Are practitioners part of the audit, so that they learn from it?",
        "Audits submitted in these months: how many were discussed with the practitioner, had their reflection, or had"
        " their check of the facts.",
        "Withdrawn audits and audits from a spreadsheet. A letter of feedback afterwards is not counted: it tells, and does not involve.",
        "audits",
    ),
    M.AGREEMENT: MeasureWords(
        "Is audit applied evenly, so that a grade means the same from every auditor?",
        "Moderated audits of these months: how often the moderator’s own overall grade was the one that the auditor first submitted.",
        "Audits whose moderator had seen the grades first, and overall judgements that are not applicable.",
        "audits",
    ),
    M.DRIFT: MeasureWords(
        "Do you notice when an auditor’s judgement drifts?",
        "Auditors who work here with ten moderated audits up to the end of these months: how many drift, as the audit settings judge it,"
        " over their latest ten. Each month is counted by the ten up to its end.",
        "Auditors with fewer than ten moderated audits. Who they are is for the QA lead, on the page of agreement.",
        "auditors",
    ),
    M.SPREAD: MeasureWords(
        "How far apart are your auditors?",
        "Auditors who work here with ten audits graded twice up to the end of these months: how many had at least 70% of their grades"
        " given by the moderator too, over their latest ten. Only how many auditors there are in each band is shown, never which.",
        "Auditors with fewer than ten such audits, and grades that are not applicable.",
        "auditors",
    ),
    M.SERVICES: MeasureWords(
        "Do you have a line of sight to every service?",
        "Services in whose teams practitioners work, or that were audited before: how many had a record audited in these months.",
        "Audits of which no team, or a team without a service, is recorded.",
        "services",
    ),
    M.PLAN_TYPES: MeasureWords(
        "Do you have a line of sight to children on every kind of plan?",
        "Plan types: of how many a record was audited in these months.",
        "Audits of which no plan type is recorded.",
        "plan types",
    ),
    M.CLOSED_RECORDS: MeasureWords(
        "Do you look at closed records, and at decisions to close?",
        "Audits submitted in these months: how many were of a record that was closed when it was put into the month.",
        "Withdrawn audits. A record is closed where its list, the spreadsheet of past audits or the QA lead said so.",
        "audits",
    ),
    M.CHILDREN: MeasureWords(
        "How many children’s records have you looked at?",
        "Different records with a submitted audit in these months, each counted once, as a share of the children with"
        " an open record: the sum"
        " of the figures chosen in the settings, for the latest of these months that has all of them.",
        "Withdrawn audits. A record that was closed since is counted too, so the share is approximate.",
        "children’s records",
    ),
    M.LEADERS: MeasureWords(
        "Do leaders see practice for themselves?",
        "People who work here as director, head of service or service manager: how many submitted an audit or recorded an observation in"
        " these months.",
        "Moderating and approving. Roles are those of today, so that people who have left are not counted.",
        "leaders",
    ),
    M.LOOP_IN_TIME: MeasureWords(
        "Do you close the loop, and in time?",
        "Actions whose first due date fell in these months, up to today: how many were done by their due date and"
        " verified by someone else.",
        "Withdrawn actions. A due date that was given once the one before had passed is not kept.",
        "actions",
    ),
    M.MODERATED: MeasureWords(
        "How much of your auditing is moderated?",
        "Audits of these months that are finished: how many were moderated rather than released without moderation.",
        "Audits that still wait for moderation, and withdrawn ones.",
        "audits",
    ),
    M.OVER_OPTIMISM: MeasureWords(
        "Are grades over-optimistic?",
        "Moderated audits of these months: how many have an agreed overall grade below the one that the auditor first submitted.",
        "Audits released without moderation, and overall judgements that are not applicable on either side.",
        "audits",
    ),
    M.REASONS: MeasureWords(
        "Does the record of the audit say why a grade was given?",
        "Grades of practice first submitted in these months: how many have a reason of substance. That is one of at least"
        f" {FEWEST_WORDS} words that says what it rests on (such as a visit, a plan, supervision, a day or what somebody said) and why"
        " that matters or for whom (such as because, so that, but, the child, their mother), and is not another grade’s reason copied.",
        "Not applicable, and audits from a spreadsheet. Words are matched, not understood: read some of the reasons behind the figure.",
        "grades",
    ),
    M.FIGURES_FLAGGED: MeasureWords(
        "Can the figures that leaders rely on be trusted?",
        "Our own figures of the regular tables for these months: how many were restated by a later file, are of an indicator with a"
        " data-quality flag today, or are one side of two on which the scorecard and the half-years disagree. A figure is counted once.",
        "Indicators no longer in use, and figures of other councils, disagreements on them too.",
        "figures",
    ),
    M.TRAINED: MeasureWords(
        "Are the people who audit trained to do it?",
        "People who submitted an audit of these months: how many are recorded as trained by the end of them.",
        "Training that nobody has recorded, and audits from a spreadsheet.",
        "people",
    ),
}

HOW_TO_READ = (
    f"Shares of fewer than {ENOUGH} are given as counts alone, without a trend or a verdict: so few say nothing.",
    "The 95% interval (Wilson) is where the true share may lie. What is counted completely, such as services, has none.",
    "A trend compares these months with as many before them. It is called better or worse only where chance alone would rarely do that"
    " (Fisher’s exact test, p below 0.05); of complete counts where they differ.",
    "Nothing here ranks people: auditors are counted, never named.",
)
INTRO: Mapping[HealthTopic, str] = {
    HealthTopic.IMPACT: "What audit changed for children and for practice.",
    HealthTopic.LINE_OF_SIGHT: "Which parts of the service leaders have looked into.",
}

_PARTS = {
    "sought_of_child": "The child or young person was asked",
    "sought_of_family": "The family was asked",
    "heard_child": "The child or young person",
    "heard_family": "The family",
    "discussed": "Discussed with the practitioner",
    "reflected": "The practitioner’s reflection",
    "checked": "The practitioner’s check of the facts",
    "better": "Better",
    "same": "The same",
    "worse": "Worse",
    "by_first_date": "By the first due date",
    "effective": "Effective",
    "not_effective": "Not effective",
    "not_judged": "Not judged yet",
    "restated": "Restated by a later file",
    "noted": "Of an indicator with a data-quality flag",
    "disagree": "On which the scorecard and the half-years disagree",
    "0-50": "Under 50% of their grades",
    "50-70": "50% to under 70%",
    "70-90": "70% to under 90%",
    "90-101": "90% or more",
}


def part_words(measure: HealthMeasure, name: str) -> str:
    if measure == M.PLAN_TYPES:
        return in_our_words(PlanType(name).label)
    if measure == M.VOICES_OBTAINED:
        return str(VoiceGroup(name).label)
    if measure == M.LEADERS:
        return str(Role(name).label)
    return service_name(name) if measure == M.SERVICES else _PARTS[name]
