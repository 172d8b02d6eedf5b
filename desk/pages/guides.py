"""What the help page says: a guide for each kind of work, with the page where it is done; a person reads their own."""

from dataclasses import dataclass
from typing import Any

from foundation.accounts.enums import Role

LINE = (Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE)


@dataclass(frozen=True)
class Guide:
    """`address` is where the work is done, `steps` what to do there. Without roles it is everybody's who has signed in."""

    heading: str
    address: str
    place: str
    steps: tuple[str, ...]
    roles: tuple[Role, ...] = ()


GUIDES = (
    Guide("Find what waits for you", "desk:my-work", "My work", (
        "My work lists what is yours to do, what is late first. Nothing else is asked of you.",
        "The search at the top finds an audit, an action or an observation by its number (“Action 196”), a child’s record by its case ID,"
        " and whatever names a person, a team, a month or a theme. It finds only what you may open.",
        "Note your dates away there: nobody is chased or given work while they are away.",
    )),
    Guide("Audit a child’s record", "audits:list", "Audits", (
        "Read the record in the council’s own case system first. Then open the audit from My work and answer section by section.",
        "What you write is saved as you write. You can stop and come back.",
        "Give a grade and a reason in every area, raise the actions that should follow, check the audit, and submit it.",
        "If you know the child, the family or the worker, say so before you begin: declare it from My work, or hand the audit back.",
    ), (Role.AUDITOR,)),
    Guide("Moderate an audit", "audits:list", "Audits", (
        "In a blind month you grade first, from the record, and see the auditor’s grades afterwards.",
        "Then talk, agree a grade in every area, and say why where one changes. You can also send the audit back.",
    ), (Role.MODERATOR,)),
    Guide("Respond to what was found", "actions:list", "Actions", (
        "Read the feedback, say what you think of it, and correct what is wrong in fact.",
        "Of your actions, say what was done and where the evidence is. Somebody else then verifies it.",
        "If a date cannot be kept, ask for another before it is past, and say why.",
    ), (Role.PRACTITIONER, *LINE)),
    Guide("Record an observation", "observations:list", "Observations", (
        "Write down what you saw, what was good and what could be learnt, then share it with the practitioner.",
    ), (Role.OBSERVER,)),
    Guide("Plan and lead a month", "audits:cycles", "Months", (
        "Plan the month: its theme, dates and how many audits. Then draw the sample and share it out.",
        "Follow it on the month’s page: who has which record, what is late, who to remind.",
        "When moderation is done, write the report and have somebody else approve it.",
    ), (Role.QA_LEAD,)),
    Guide("Bring in the month’s figures", "performance:scorecard", "Performance", (
        "Import the scorecard as the council keeps it. The page shows what was understood before anything is stored.",
        "Ask for comments, collect them, publish them, and release the month to the Board.",
    ), (Role.ANALYST, Role.QA_LEAD)),
    Guide("Comment on your figures", "performance:scorecard", "Performance", (
        "When you are asked for a comment it is in My work, with its date. Say what the figure means and what is being done.",
    ), (Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER)),
    Guide("Read for the Board", "reports:list", "Reports", (
        "Reports lists what was approved, to read here or to take as a Word file.",
        "Performance and Results show the months that were released to the Board. Numbers under five are not shown.",
    ), (Role.BOARD_MEMBER, Role.DIRECTOR)),
    Guide("Look after people and settings", "accounts:settings", "Settings", (
        "Add people, give roles, and say who leaves. Roles of trust wait until a second person confirms them.",
        "The text of the contact, privacy and accessibility pages is under The council.",
    ), (Role.ADMINISTRATOR,)),
)  # fmt: skip


def guides_for(person: Any) -> list[Guide]:
    """Those of the person's roles; none before anybody has signed in."""
    if not person.is_authenticated:
        return []
    return [guide for guide in GUIDES if not guide.roles or person.has_role(*guide.roles)]
