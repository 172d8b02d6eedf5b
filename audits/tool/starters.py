"""With what the tool of another kind of audit, or of a partner agency, begins: a draft in our words, for the council to change.

Of each domain: name, guidance, inspection judgement, part of the national framework, what each grade looks like (best first), questions.
"""

from collections.abc import Mapping
from typing import NamedTuple

from audits.enums import Framework, IlacsJudgement


class StartingDomain(NamedTuple):
    name: str
    guidance: str
    judgement: IlacsJudgement
    framework: Framework
    descriptors: tuple[str, str, str, str]
    questions: tuple[str, ...]


HELP, CARE, LEADERS = IlacsJudgement.HELP, IlacsJudgement.CARE, IlacsJudgement.LEADERS

CLOSURE = (
    StartingDomain(
        "The decision to close", "Whether closing was right when it was decided, and who agreed.", HELP, Framework.TOGETHER,
        (
            "The family, the partners and the manager agreed to close on clear evidence of change that has held.",
            "A manager agreed to close, with reasons that follow from what changed for the child.",
            "The decision is recorded, but its reasons are thin or part of what was worried about is not answered.",
            "The record was closed while the child still needed help or protection, or nobody recorded why.",
        ),
        ("What is different for the child since the work began?", "What would bring the child back to us, and who would notice?"),
    ),
    StartingDomain(
        "What stays in place", "Whether the family know whom to turn to, and who goes on.", HELP, Framework.NETWORK,
        (
            "A plan made with the family says who does what from now on, and the people in it have begun.",
            "The family and the partners know the plan after closing and whom to call.",
            "Support is named, but it is unclear whether it began or whether the family agree with it.",
            "Support ended with our work, and nobody looks out for the child.",
        ),
        ("Did the child and the family have a say in the ending?", "Is the closing summary one that the next worker could use?"),
    ),
)  # fmt: skip
CLOSED_RECORD = (
    StartingDomain(
        "The child’s story in the record", "Whether somebody who opens the record years later understands what happened and why.",
        HELP, Framework.SAFE,
        (
            "The record tells the child’s story in words that they could read, from the first worry to the ending.",
            "Events, decisions and their reasons can be followed, and the child’s voice is in it.",
            "The record can be followed with effort; reasons or the child’s voice are missing in places.",
            "It cannot be understood what happened, or why it was decided.",
        ),
        ("Could the child read this as an adult and understand?", "Are the chronology and the closing summary complete?"),
    ),
    StartingDomain(
        "What has held since", "Whether the change lasted: no new contact for the same reason.", HELP, Framework.TOGETHER,
        (
            "Nothing brought the child back, and the plan after closing worked.",
            "No new contact for the same reason, or one that was answered early.",
            "A new contact for a like reason, which a better ending may have prevented.",
            "The child came to harm or came back in crisis for what was known when the record was closed.",
        ),
        ("Was there a contact since the record was closed, and was it for the same reason?",),
    ),
)  # fmt: skip
MULTI_AGENCY = (
    StartingDomain(
        "Shared understanding of the child’s life", "Whether the agencies together saw what no one of them could see alone.",
        HELP, Framework.MULTI_AGENCY,
        (
            "The agencies put together what each knew early, and the child’s day is understood by all of them.",
            "What matters is shared in time, and each agency’s view is in the assessment.",
            "Information is shared late or in part, so that some risk was seen by one agency only.",
            "What one agency knew would have changed what the others did, and it was not shared.",
        ),
        ("What did one agency know that the others did not?", "Whose view of the child is missing?"),
    ),
    StartingDomain(
        "Decisions made together", "Whether the right people decided, challenged one another and did what they said.",
        HELP, Framework.MULTI_AGENCY,
        (
            "Decisions are joint, challenged where needed and followed up by the agencies themselves.",
            "The right agencies were there, and did what was agreed.",
            "An agency that mattered was absent, or what was agreed was done in part.",
            "Decisions were made without the agencies that mattered, or were not carried out.",
        ),
        ("Were strategy discussions and conferences held in time, with the police and health there?", "Who challenged, and what changed?"),
    ),
)  # fmt: skip
SUPERVISION = (
    StartingDomain(
        "Reflection in supervision", "Whether supervision helps the worker to think about the child.", LEADERS, Framework.LEADERS,
        (
            "Supervision tests what is believed about the family, and the plan changes for the better because of it.",
            "Regular, reflective supervision weighs risk and what the child’s life is like.",
            "Supervision is regular, but mostly lists tasks.",
            "Supervision is missing, or leaves risk unseen.",
        ),
        ("What did the worker think differently afterwards?",),
    ),
    StartingDomain(
        "Direction and follow-through", "Whether what was decided in supervision was done.", LEADERS, Framework.WORKFORCE,
        (
            "Every decision has an owner and a day, and the next supervision looks back at it.",
            "Decisions are clear and mostly carried out in time.",
            "Decisions are recorded without owners or days, or drift from one month to the next.",
            "Nothing follows from supervision.",
        ),
        ("Of what was decided last time, what was done?",),
    ),
)  # fmt: skip
INDEPENDENT_CHAIR = (
    StartingDomain(
        "Preparation and the child’s part in the meeting", "Whether the chair met the child and the family before, and heard them in it.",
        CARE, Framework.MULTI_AGENCY,
        (
            "The child shaped the meeting with the chair, and what they asked for can be seen in the outcome.",
            "The chair met or spoke with the child and the parents before, and their views are in the minutes.",
            "Views were read out by others, or preparation was uneven.",
            "The meeting went on without the child’s or the parents’ part.",
        ),
        ("When did the chair last speak with the child alone?",),
    ),
    StartingDomain(
        "Challenge and following the plan", "Whether the independent reviewing officer or the chair tests progress between meetings.",
        LEADERS, Framework.LEADERS,
        (
            "Drift is challenged at once, by dispute resolution where needed, and the child’s plan moves.",
            "Progress is checked between meetings and concerns are escalated.",
            "Concerns are noted, but late or without effect.",
            "Drift goes unchallenged from one meeting to the next.",
        ),
        ("What changed between the last two meetings because of the chair?",),
    ),
)  # fmt: skip
TEAM_DIAGNOSTIC = (
    StartingDomain(
        "How the team practises", "Across the records, supervision and observation of one team.", LEADERS, Framework.WORKFORCE,
        (
            "Good practice is the team’s habit, known and taught within it.",
            "Practice is consistent, and exceptions are known to the manager.",
            "Practice depends on who the worker is.",
            "Most children of the team do not get the help that they need.",
        ),
        ("What does this team do well that others could learn?",),
    ),
    StartingDomain(
        "Conditions for good practice", "Workload, supervision, skills and leadership in the team.", LEADERS, Framework.LEADERS,
        (
            "Stable, well led and well supervised, with time for direct work.",
            "Workload and supervision allow good practice.",
            "Vacancies, workload or uneven supervision hold practice back.",
            "Conditions in the team put children at risk.",
        ),
        ("What keeps good workers in this team, and what drives them out?",),
    ),
)  # fmt: skip
AGENCY = (
    StartingDomain(
        "What our agency knew and did", "From your own agency’s records of this child.", HELP, Framework.MULTI_AGENCY,
        (
            "We saw early what life was like for the child, acted on it, and it made a difference.",
            "We recognised what mattered and acted in time.",
            "We recognised some of it, or acted late.",
            "We missed or did not act on what put the child at risk.",
        ),
        ("What did your agency know of the child’s day?", "What did your agency do, and what came of it?"),
    ),
    StartingDomain(
        "How our agency worked with the others", "What you shared, what reached you, and your part in what was decided.",
        HELP, Framework.MULTI_AGENCY,
        (
            "We shared what we knew at once, challenged where needed and did what was agreed.",
            "We took part, shared what mattered and did our part.",
            "We took part unevenly, or shared late.",
            "We took no part, or kept to ourselves what the others needed to know.",
        ),
        ("Was your agency at the meetings that mattered?", "What would you have wanted to know, and when?"),
    ),
)  # fmt: skip
# By the name of the tool; any other begins as a copy of the tool of the months' own audits.
STARTERS: Mapping[str, tuple[StartingDomain, ...]] = {
    "Closure audit": CLOSURE,
    "Audit of a closed record": CLOSED_RECORD,
    "Multi-agency audit": MULTI_AGENCY,
    "Supervision audit": SUPERVISION,
    "Audit of an independent chair": INDEPENDENT_CHAIR,
    "Team diagnostic": TEAM_DIAGNOSTIC,
}
