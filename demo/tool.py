"""What the invented council asks beside the grades, and the next version of its audit tool, which the lead has begun."""

import datetime
import random

from audits.auditing.services.checklists import ask_theme, save_checklist
from audits.enums import ChecklistReply, ThemeKind, ThemeReply
from audits.models import Audit, Cycle
from audits.queries.applicability import Applicability
from audits.tool.services.parts import add_domain
from audits.tool.services.versions import begin_version
from foundation.accounts.models import Person

# Auditors have answered the checklist since this month.
SINCE = datetime.date(2023, 6, 1)
YES, PARTLY, NO, NA = ChecklistReply.YES, ChecklistReply.PARTLY, ChecklistReply.NO, ChecklistReply.NOT_APPLICABLE
REPLIES = [YES] * 6 + [PARTLY] * 2 + [NO, NA]
NOTES = {
    PARTLY: ["In place, but three months old.", "Some of it: the rest is promised for the next visit."],
    NO: ["Nothing on the record since spring.", "Asked for twice in supervision, not done yet."],
}
QUESTIONS: list[tuple[str, str]] = [
    ("Did a manager challenge drift in this plan?", ThemeKind.REPLY),
    ("Were decisions of supervision followed to their end?", ThemeKind.REPLY),
    ("What would have helped the manager to keep this plan moving?", ThemeKind.WORDS),
]
HELPS = [
    "A reminder two weeks before the review, with what was agreed last time.",
    "Time: the team carried three vacancies in spring.",
    "A second opinion on the threshold, which came only after the review.",
    "Nothing more: oversight was regular and its decisions were done.",
]
BELONGING = "Whether the child’s identity, family network and friendships are known and kept alive by the plan."


def ask_of_the_month(cycle: Cycle, lead: Person) -> None:
    ask_theme(actor=lead, cycle=cycle, questions=QUESTIONS)


def answer_beside(audit: Audit, auditor: Person) -> None:
    """The checklist, and the month's own questions; with dice of their own, so that nothing else falls otherwise."""
    if audit.cycle.month < SINCE:
        return
    dice = random.Random(f"beside {audit.number}")
    asked = Applicability(audit)
    checklist = {item.pk: _noted(dice.choice(REPLIES), dice) for item in asked.checklist}
    theme = {}
    for question in asked.theme:
        is_words = question.kind == ThemeKind.WORDS
        theme[question.pk] = ("", dice.choice(HELPS)) if is_words else (dice.choice(ThemeReply.values), "")
    save_checklist(actor=auditor, audit=audit, checklist=checklist, theme=theme)


def _noted(reply: str, dice: random.Random) -> tuple[str, str]:
    return reply, dice.choice(NOTES[ChecklistReply(reply)]) if reply in NOTES else ""


def begin_second_version(lead: Person) -> None:
    """A draft with one domain more, which still lacks what publishing asks for."""
    tool = begin_version(actor=lead)
    add_domain(actor=lead, tool=tool, name="Identity and belonging", guidance=BELONGING, judgement="care")
