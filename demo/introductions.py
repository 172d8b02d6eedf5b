"""The people of the demo, as its sign-in page and the terminal introduce them."""

from dataclasses import dataclass

from django.conf import settings

from foundation.accounts.enums import Role
from foundation.accounts.models import Person

from .apart import is_loaded
from .people import LEADERS, MANAGERS, PARTNERS, PASSWORD, SIGN_INS, WORKERS

# What to try as each; the demo's own day and figures see to it that it is there.
TRY = {
    Role.QA_LEAD: "See how far July is, choose auditors for two records, and release the month to the Board.",
    Role.AUDITOR: "Fill in an audit of July that is overdue, check it and submit it.",
    Role.MODERATOR: "Grade an audit without seeing the auditor’s grades, then agree it.",
    Role.OBSERVER: "Write down what you saw in a supervision, and share it with the practitioner.",
    Role.PRACTITIONER: "Read the feedback on two audits, and show that an action is done.",
    Role.TEAM_MANAGER: "Respond to an Inadequate, verify an action, and answer who asks for more time.",
    Role.SERVICE_MANAGER: "See what audits found in your teams, and say what an action changed.",
    Role.HEAD_OF_SERVICE: "Comment on a figure, and decide on an exemption.",
    Role.DIRECTOR: "See the late action that was escalated to you, and the draft report on June and July.",
    Role.ANALYST: "Look at July’s scorecard, import a file of figures, and release the month to the Board.",
    Role.BOARD_MEMBER: "Read the report on April and May: totals and words, no child and no worker.",
    Role.PARTNER: "Fill in the part of the health trust in a multi-agency audit, and see that nothing else opens.",
    Role.GOVERNANCE: "Answer a subject access request by its due date, and see what is due to be removed.",
    Role.ADMINISTRATOR: "Add a person or a list of them, and see which role waits for a second person.",
}


@dataclass(frozen=True)
class Introduction:
    role: str
    name: str
    email: str
    password: str
    tries: str


def is_open() -> bool:
    """Whether this is the demo, on a machine for trying it: the one rule for whatever shows how to get in.

    Production settings never show it, whatever their database holds.
    """
    return settings.DEVELOPING and is_loaded()


def introductions() -> list[Introduction]:
    """One person a role who can still sign in; nobody where the demo is not open."""
    if not is_open():
        return []
    staff = {person.name: person for person in [*LEADERS, *MANAGERS, *WORKERS, *PARTNERS]}
    emails = {staff[name].email for name in SIGN_INS.values()}
    there = set(Person.objects.who_can_sign_in().filter(email__in=emails).values_list("email", flat=True))
    return [
        Introduction(role.label, name, staff[name].email, PASSWORD, TRY[role])
        for role, name in SIGN_INS.items()
        if staff[name].email in there
    ]
