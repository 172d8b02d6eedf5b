"""What is still to come of an audit whose grades are agreed: the letter, its reading, what an Inadequate asks, actions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from audits.models import Audit
from audits.permissions import can_record_conversation, can_write_letter
from audits.practitioner.queries.sent_letter import sent_letter
from audits.responses.queries.responses import conversation_of
from foundation.accounts.models import Person
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date


@dataclass(frozen=True)
class Left:
    """One thing that is not done yet, in a sentence; with a heading, a button and its address where it is this person's to do."""

    text: str
    heading: str = ""
    button: str = ""
    href: str = ""


def left_to_do(audit: Audit, person: Person, today: datetime.date) -> list[Left]:
    """Of a finished audit, what `person` may know of; theirs comes first. Nothing is owed on past audits from a spreadsheet."""
    every = [] if audit.imported else [*_feedback(audit, person, today), *_after_inadequate(audit, person, today)]
    return sorted([*every, *_risk(audit, person), *_actions(audit, person)], key=lambda each: not each.button)


def _page(audit: Audit, name: str) -> str:
    return reverse(f"audits:{name}", args=[audit.number])


def _feedback(audit: Audit, person: Person, today: datetime.date) -> Iterable[Left]:
    worker = audit.allocated_worker
    if worker is None:
        return
    letter = sent_letter(audit)
    if letter is None:
        text = f"{worker} has had no letter of feedback yet."
        if can_write_letter(person, audit):
            yield Left(text, "Give the feedback", "Write the letter", _page(audit, "write-letter"))
        else:
            yield Left(f"{text} {audit.auditor or 'The QA lead'} writes it.")
    elif letter.acknowledged_on is None:
        due = f"by {uk_date(letter.read_by)}: {_late(letter.read_by, today)}"
        if letter.addressed_to_id == person.pk:
            text = f"{letter.sent_by} wrote to you on {uk_date(letter.sent_on)}. Read it {due}."
            yield Left(text, "Read the feedback on your work", "Read the feedback", _page(audit, "feedback"))
        else:
            yield Left(f"{letter.addressed_to} has not acknowledged the feedback yet, to be read {due}.")


def _late(due: datetime.date | None, today: datetime.date) -> str:
    return due_in_words(due, today) if due else "no day is set"


def _after_inadequate(audit: Audit, person: Person, today: datetime.date) -> Iterable[Left]:
    """The manager who answers for the team is asked to respond before this comes up: `next_step`."""
    response = getattr(audit, "response", None)
    if response and not response.answered_on and not response.not_upheld_on:
        yield Left(f"The team’s response is not given yet, due {uk_date(response.due)}: {due_in_words(response.due, today)}.")
    challenge = getattr(audit, "challenge", None)
    if challenge and not challenge.answered_on:
        due = f"due {uk_date(challenge.answer_due)}: {due_in_words(challenge.answer_due, today)}"
        yield Left(f"{challenge.made_by} challenged it, which is not answered yet, {due}.")
    conversation = conversation_of(audit, person)
    if conversation and conversation.recorded_on is None:
        due = f"due {uk_date(conversation.due)}: {due_in_words(conversation.due, today)}"
        text = f"The reflective conversation about the Inadequate is not recorded yet, {due}."
        if can_record_conversation(person, audit):
            yield Left(text, "Hold the reflective conversation", "Record the conversation", _page(audit, "record-conversation"))
        else:
            yield Left(text)


def _risk(audit: Audit, person: Person) -> Iterable[Left]:
    if audit.risks.visible_to(person).open().exists():
        yield Left("A risk that was raised for this child is still open.")


def _actions(audit: Audit, person: Person) -> Iterable[Left]:
    """Actions belong to a room above: read through the reverse relation."""
    if unfinished := audit.actions.visible_to(person).live().unfinished().count():
        yield Left("1 action is not closed yet." if unfinished == 1 else f"{unfinished} actions are not closed yet.")
