"""What happens next with an action: a sentence, and one button where it is this person's to do."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from actions.enums import ActionState, Asked
from actions.models import Action
from actions.permissions import (
    can_answer_request,
    can_judge_effect,
    can_look_again,
    can_reassign,
    can_show_evidence,
    can_verify,
    has_gone_live,
    is_shown_by_audits,
)
from actions.queries.requests import waiting_request
from actions.queries.verifiers import default_verifier
from actions.workflow import MOVES
from audits.enums import AuditState
from foundation.accounts.models import Person
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date

Row = dict[str, Any]
# Moves beside the main act, in the order of their links.
OTHER_MOVES = ("ask_time", "extend", "reassign", "amend", "withdraw", "drop")
ADDRESSES = {"ask_time": "actions:ask-time"}


@dataclass(frozen=True)
class ActionNextStep:
    """What happens next, in a sentence; with the one button where it is this person's to do."""

    text: str
    button: str = ""
    href: str = ""
    others: list[Row] = field(default_factory=list)


def next_step(action: Action, person: Person, on: datetime.date) -> ActionNextStep:
    step = _asked(action, person) or _STEPS[ActionState(action.state)](action, person, on)
    others = [
        {"text": MOVES[move].title, "href": reverse(ADDRESSES.get(move, f"actions:{move}"), args=[action.number])}
        for move in OTHER_MOVES
        if MOVES[move].source == action.state and MOVES[move].may(person, action) and not _is_moot(action, move)
    ]
    return ActionNextStep(" ".join([step.text, *_unanswered(action, person)]), step.button, step.href, others)


def _unanswered(action: Action, person: Person) -> list[str]:
    """What was asked and is not this person's to answer."""
    if not action.is_open:
        return []
    waiting = [request for request in action.requests.all() if request.is_waiting and not can_answer_request(person, request)]
    return [f"{each.get_asked_display()} was asked for on {uk_date(each.asked_on)} and is not answered yet." for each in waiting]


def _is_moot(action: Action, move: str) -> bool:
    """What was asked already is not asked again."""
    asked = {"ask_time": Asked.MORE_TIME, "withdraw": Asked.WITHDRAWAL}.get(move)
    return asked is not None and waiting_request(action, asked) is not None


def _asked(action: Action, person: Person) -> ActionNextStep | None:
    """Somebody asked something that this person may answer; for anybody else the action goes on as before."""
    if action.state != ActionState.OPEN:
        return None
    requests = [request for request in action.requests.all() if request.is_waiting and can_answer_request(person, request)]
    if not requests:
        return None
    request = requests[0]
    if request.asked == Asked.WITHDRAWAL:
        text = f"{request.asked_by} asked on {uk_date(request.asked_on)} to withdraw it: {request.reason}"
        return ActionNextStep(text, "Agree or keep it", reverse("actions:answer-withdrawal", args=[action.number]))
    text = f"{request.asked_by} asked for time until {uk_date(request.due)}: {request.reason}"
    return ActionNextStep(text, "Answer", reverse("actions:answer-time", args=[action.number]))


def _open(action: Action, person: Person, on: datetime.date) -> ActionNextStep:
    if action.audit and action.audit.state == AuditState.WITHDRAWN:
        return ActionNextStep(f"Audit {action.audit_id} was withdrawn, and this action with it. No count includes it.")
    if not has_gone_live(person, action):
        unseen = f" {action.owner} cannot see it yet." if action.owner else ""
        return ActionNextStep(f"It goes live when audit {action.audit_id} is submitted.{unseen}")
    if not action.has_owner:
        return _without_owner(action, person)
    if not can_show_evidence(person, action):
        return ActionNextStep(f"{action.owner} owns it. It is due on {uk_date(action.due)}, {due_in_words(action.due, on)}.")
    returned = action.evidence.exclude(returned_by=None).last()
    text = (
        f"{returned.returned_by} returned it: {returned.return_reason}" if returned else "You own it. When it is done, say what shows it."
    )
    return ActionNextStep(text, "Show evidence", reverse("actions:done", args=[action.number]))


def _without_owner(action: Action, person: Person) -> ActionNextStep:
    text = f"{action.owner} no longer works here, so nobody answers for it." if action.owner else "Nobody owns it yet."
    if can_reassign(person, action):
        return ActionNextStep(text, "Name an owner", reverse("actions:reassign", args=[action.number]))
    return ActionNextStep(f"{text} The team’s manager or the QA lead names an owner.")


def _done(action: Action, person: Person, on: datetime.date) -> ActionNextStep:
    if can_verify(person, action):
        text = f"{action.owner} says that it is done. Read the evidence, then verify it or return it."
        return ActionNextStep(text, "Verify or return", reverse("actions:verify", args=[action.number]))
    return ActionNextStep(f"{default_verifier(action, on) or 'The QA lead'} is asked to verify it.")


def _verified(action: Action, person: Person, on: datetime.date) -> ActionNextStep:
    closed = f"{action.verified_by} verified it on {uk_date(action.verified_on)}."
    if any(look.is_waiting for look in action.second_looks.all()):
        if can_look_again(person, action):
            text = f"{closed} It was drawn for a second look at the evidence."
            return ActionNextStep(text, "Look at the evidence", reverse("actions:second-look", args=[action.number]))
        return ActionNextStep(f"{closed} It was drawn at random for a second look: the QA lead reads the evidence too.")
    if can_judge_effect(person, action):
        asks = "Did practice change?" if is_shown_by_audits(person, action) else "What changed for the child?"
        return ActionNextStep(f"{closed} {asks}", "Say what changed", reverse("actions:effect", args=[action.number]))
    return ActionNextStep(f"{closed} Nothing more to do. Whether practice changed is judged later.")


def _judged(action: Action, person: Person, on: datetime.date) -> ActionNextStep:
    effect = action.effect
    verdict = "effective" if effect.is_effective else "not effective"
    return ActionNextStep(f"{effect.judged_by} judged it {verdict} on {uk_date(effect.judged_on)}: {effect.words}")


def _withdrawn(action: Action, person: Person, on: datetime.date) -> ActionNextStep:
    request = next((each for each in action.requests.all() if each.asked == Asked.WITHDRAWAL and each.agreed), None)
    if request is None:
        return ActionNextStep("It was dropped before it went live, and no count includes it.")
    return ActionNextStep(
        f"It was withdrawn, and no count includes it. {request.asked_by} asked: {request.reason} "
        f"{request.answered_by} agreed on {uk_date(request.answered_on)}."
    )


_STEPS = {
    ActionState.OPEN: _open,
    ActionState.DONE: _done,
    ActionState.VERIFIED: _verified,
    ActionState.EFFECTIVE: _judged,
    ActionState.NOT_EFFECTIVE: _judged,
    ActionState.WITHDRAWN: _withdrawn,
}
