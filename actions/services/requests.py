"""What one person asks and another answers: more time, or to withdraw an action."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.enums import Asked
from actions.models import Action, Request
from actions.permissions import can_answer_request
from actions.queries.requests import waiting_request
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.moves.services import begin_move
from foundation.notices.services import notify

from .moves import ACTIONS, complete_action, require_later
from .owning import move_due

ANSWERED_BY_ANOTHER = "The person who asked cannot answer the request: someone else decides."


@transaction.atomic
def ask_for_time(*, actor: Person, action: Action, due: datetime.date, reason: str) -> Action:
    """The owner asks; the manager or the QA lead answers. The due date stays until then."""
    action, step = begin_move(ACTIONS, actor, action, "ask_time", reason=reason)
    require_later(action, due)
    _ask(actor, action, Asked.MORE_TIME, reason, due)
    return complete_action(actor, action, step, asked_due=due, reason=reason.strip())


@transaction.atomic
def grant_time(*, actor: Person, action: Action) -> Action:
    """The due date that was asked for. The first one stays with the action."""
    action, step = begin_move(ACTIONS, actor, action, "grant_time")
    request = _answer(actor, action, Asked.MORE_TIME, agreed=True)
    assert request.due, "a constraint: more time is asked until a day"
    return move_due(actor, action, step, request.due, request.reason)


@transaction.atomic
def refuse_time(*, actor: Person, action: Action, reason: str) -> Action:
    action, step = begin_move(ACTIONS, actor, action, "refuse_time", reason=reason)
    _answer(actor, action, Asked.MORE_TIME, agreed=False, words=reason)
    return complete_action(actor, action, step, reason=reason.strip())


@transaction.atomic
def ask_withdrawal(*, actor: Person, action: Action, reason: str) -> Action:
    """Say that it is no longer wanted. It stays open until somebody else agrees."""
    action, step = begin_move(ACTIONS, actor, action, "withdraw", reason=reason)
    _ask(actor, action, Asked.WITHDRAWAL, reason)
    return complete_action(actor, action, step, reason=reason.strip())


@transaction.atomic
def agree_withdrawal(*, actor: Person, action: Action) -> Action:
    """It leaves every count; who asked, why and who agreed stay with it."""
    action, step = begin_move(ACTIONS, actor, action, "agree_withdrawal")
    request = _answer(actor, action, Asked.WITHDRAWAL, agreed=True)
    return complete_action(actor, action, step, asked_by=request.asked_by, reason=request.reason)


@transaction.atomic
def refuse_withdrawal(*, actor: Person, action: Action, reason: str) -> Action:
    action, step = begin_move(ACTIONS, actor, action, "refuse_withdrawal", reason=reason)
    _answer(actor, action, Asked.WITHDRAWAL, agreed=False, words=reason)
    return complete_action(actor, action, step, reason=reason.strip())


def _ask(actor: Person, action: Action, asked: Asked, reason: str, due: datetime.date | None = None) -> None:
    if earlier := waiting_request(action, asked):
        raise ValidationError(f"{earlier.asked_by} asked on {uk_date(earlier.asked_on)}, and it is not answered yet.")
    Request.objects.create(action=action, asked=asked, due=due, reason=reason.strip(), asked_by=actor, asked_on=today())


def _answer(actor: Person, action: Action, asked: Asked, *, agreed: bool, words: str = "") -> Request:
    request = waiting_request(action, asked)
    if request is None:
        raise StaleState("It was answered already, or nobody asked. Open the action again to see what happened.")
    require(can_answer_request, actor, request, why=ANSWERED_BY_ANOTHER)
    request.agreed, request.answer = agreed, words.strip()
    request.answered_by, request.answered_on = actor, today()
    request.save()
    # The person who asked may have owned it then: the answer is for the present owner.
    still_sees = Action.objects.visible_to(request.asked_by).filter(pk=action.pk).exists()
    notify(
        person=request.asked_by if still_sees or action.owner is None else action.owner,
        key=f"action.answered:{request.pk}",
        subject=f"{asked.label} for action {action.number}: {'agreed' if agreed else 'refused'}",
        words=f"What you asked on {uk_date(request.asked_on)} is answered.",
        path=action.get_absolute_url(),
    )
    return request
