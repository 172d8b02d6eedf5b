"""A short walk for each role: what to do first, and where. My work shows it until it is hidden; the help page always."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from foundation.accounts.enums import Role

from .help import ACTIONS, AUDITS, FIGURES, LAW, MODERATION, OBSERVATIONS, PARTNERS, PEOPLE, REPORT, HelpArea


@dataclass(frozen=True)
class FirstStep:
    """`place`: the name of an address, and the words of the link."""

    says: str
    place: tuple[str, str] | None = None


# In the order in which somebody with several roles is shown them.
STEPS: dict[Role, tuple[HelpArea, tuple[FirstStep, ...]]] = {
    Role.QA_LEAD: (AUDITS, (
        FirstStep("See the year, and plan a month: its theme, its dates and how many audits.", ("audits:cycles", "Months")),
        FirstStep("On the month’s page draw the sample, and share the records out. The page says what comes next."),
        FirstStep("When moderation is done, write the report and ask somebody else to approve it.", ("reports:list", "Reports")),
    )),
    Role.AUDITOR: (AUDITS, (
        FirstStep("Say which records you should not audit: children, families or colleagues you"
            " know.", ("audits:my-interests", "Declare an interest")),
        FirstStep("Read the record in the council’s own case system. Then open the audit from My work, and answer page by"
            " page; it is saved as you write."),
        FirstStep("Give each domain a grade and a reason, raise the actions that should follow, and submit it."),
    )),
    Role.MODERATOR: (MODERATION, (
        FirstStep("Open an audit to moderate from My work. In a blind month you grade it before you see the auditor’s grades."),
        FirstStep("Then see where you differ. Agree a grade in every domain and say why where one changes, or send the audit back."),
        FirstStep("See how audits were graded, before and after moderation.", ("insight:grades", "Grades")),
    )),
    Role.OBSERVER: (OBSERVATIONS, (
        FirstStep("Open the observation that waits for you, on a phone if you like.", ("observations:list", "Observations")),
        FirstStep("Write what you saw, what was good and what could be learnt. Then share it with the practitioner."),
    )),
    Role.PRACTITIONER: (ACTIONS, (
        FirstStep("Read the feedback on your work when it comes, and say that you have read it. It appears in My work."),
        FirstStep("Of your actions, say what was done and where it can be seen. Somebody else verifies it.", ("actions:list", "Actions")),
        FirstStep("If you cannot keep a date, ask for more time before it has passed."),
    )),
    Role.TEAM_MANAGER: (ACTIONS, (
        FirstStep("Respond to what was found in your team, and verify what your people have done. Both are in My work."),
        FirstStep("See your team’s actions, and which are late.", ("actions:list", "Actions")),
        FirstStep("See what audits of your team found.", ("audits:list", "Audits")),
    )),
    Role.SERVICE_MANAGER: (FIGURES, (
        FirstStep("See how your service’s audits were graded.", ("insight:grades", "Grades")),
        FirstStep("See which actions are late, by team.", ("actions:list", "Actions")),
        FirstStep("After an Inadequate that moderation upheld, hold the conversation with the practitioner and write down what"
            " was learnt."),
    )),
    Role.HEAD_OF_SERVICE: (FIGURES, (
        FirstStep("Comment on the figures that you are asked about. They are in My work, with their"
            " dates.", ("performance:scorecard", "Performance")),
        FirstStep("See whether practice improves, where it is weakest, and what should worry you.", ("insight:overview", "Results")),
        FirstStep("Decide on exemptions that are asked of you, and read the report.", ("reports:list", "Reports")),
    )),
    Role.DIRECTOR: (REPORT, (
        FirstStep("See what was escalated to you. It is in My work."),
        FirstStep("See whether practice improves, where it is weakest, and what should worry you.", ("insight:overview", "Results")),
        FirstStep("Approve the report when you are asked to, unless you wrote in it.", ("reports:list", "Reports")),
    )),
    Role.ANALYST: (FIGURES, (
        FirstStep("Import the month’s figures. A page shows what was understood before anything is"
            " stored.", ("performance:import", "Import a month")),
        FirstStep("Ask for comments, and publish them when they have come.", ("performance:scorecard", "Performance")),
        FirstStep("Release the month to the Board.", ("reports:months", "Which months the Board reads")),
    )),
    Role.BOARD_MEMBER: (REPORT, (
        FirstStep("Read the reports that were approved, here or as Word files.", ("reports:list", "Reports")),
        FirstStep("See the months that were released to you: figures, and how audits were"
            " graded.", ("performance:scorecard", "Performance")),
        FirstStep("Nothing here names a child or a worker, and nobody waits for an answer from you."),
    )),
    Role.PARTNER: (PARTNERS, (
        FirstStep("Open your agency’s part of an audit. It is in My work, with the day by which it is asked."),
        FirstStep("Find the child in your own records by the reference. If you worked with them, hand the part back."),
        FirstStep("Grade what your agency knew and did, say what it saw, and submit. It is saved as you write."),
    )),
    Role.GOVERNANCE: (LAW, (
        FirstStep("See which requests are open, and by when each is answered.", ("governance:requests", "Subject access")),
        FirstStep("See what is due to be removed. A second person confirms before anything goes.", ("governance:retention", "Retention")),
        FirstStep("Read what the portal says of itself for your impact assessment.", ("governance:dpia", "Facts for the impact"
            " assessment")),
    )),
    Role.ADMINISTRATOR: (PEOPLE, (
        FirstStep("Add people, one by one or from a list, and give them their roles.", ("accounts:people", "People")),
        FirstStep("See which roles wait for a second person.", ("accounts:powers", "Who was given what")),
        FirstStep("Write whom people ask for help, and what the council says of privacy.", ("accounts:council", "The council")),
    )),
}  # fmt: skip


@dataclass(frozen=True)
class Walk:
    """The steps of one role, with the links where there are any, and the area of the help page that says more."""

    role: Role
    heading: str
    steps: tuple[dict[str, str], ...]
    area: HelpArea


def walks_for(person: Any) -> list[Walk]:
    """One for each of the person's roles."""
    return [_walk(role) for role in STEPS if person.has_role(role)]


def next_walk(person: Any, hidden: Collection[str]) -> Walk | None:
    """The first that they have not put away."""
    return next((walk for walk in walks_for(person) if walk.role not in hidden), None)


def _walk(role: Role) -> Walk:
    area, steps = STEPS[role]
    linked = ({"says": step.says} | ({"href": reverse(step.place[0]), "text": step.place[1]} if step.place else {}) for step in steps)
    return Walk(role, f"First steps: {role.label}", tuple(linked), area)
