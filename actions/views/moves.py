"""An action's page, and the pages of its moves."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from actions import forms
from actions.enums import Asked
from actions.models import Action
from actions.pages.action import action_summary, due_words, grades_found, history_of
from actions.pages.effects import suggestion_for
from actions.pages.next_step import next_step
from actions.pages.tables import escalations_table, extensions_table, found_table
from actions.permissions import can_answer_request
from actions.queries.requests import waiting_request
from actions.workflow import MOVES
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import today

from .fetching import visible_action


@require_safe
def action_page(request: SignedInRequest, number: int) -> HttpResponse:
    action, on = visible_action(request, number), today()
    grades = grades_found(action, request.user)
    return render(
        request,
        "actions/action.html",
        {
            "action": action,
            "due_words": due_words(action, on),
            "step": next_step(action, request.user, on),
            "rows": action_summary(action, request.user, on),
            "grades": grades and found_table(action, grades),
            "extensions": extensions_table(action),
            "escalations": escalations_table(action.escalations.all()),
            "history": history_of(action),
        },
    )


@get_or_post
def verify(request: SignedInRequest, number: int) -> HttpResponse:
    return act_on(request, number, "verify", forms.VerifyForm, "Verified. The action is closed.")


@get_or_post
def send_back(request: SignedInRequest, number: int) -> HttpResponse:
    return act_on(request, number, "return", forms.ReturnActionForm, "Returned to its owner.")


@get_or_post
def second_look(request: SignedInRequest, number: int) -> HttpResponse:
    return act_on(request, number, "stands", forms.SecondLookForm, "The second look is saved.", title="Look at the evidence again")


@get_or_post
def effect(request: SignedInRequest, number: int) -> HttpResponse:
    action = action_to_move(request, number, "effective")
    suggestion = suggestion_for(action, today())
    title = "Did practice change?" if suggestion else "What changed for the child?"
    given = {"suggested": bool(suggestion)}
    return ask_move(request, action, "effective", forms.EffectForm, "Saved.", title=title, given=given, suggestion=suggestion)


@get_or_post
def extend(request: SignedInRequest, number: int) -> HttpResponse:
    return act_on(request, number, "extend", forms.ExtendForm, "The due date is extended; the first one is kept.")


@get_or_post
def ask_time(request: SignedInRequest, number: int) -> HttpResponse:
    return act_on(request, number, "ask_time", forms.AskTimeForm, "You asked for more time. The due date stays until it is answered.")


@get_or_post
def answer_time(request: SignedInRequest, number: int) -> HttpResponse:
    return _answer(request, number, "grant_time", Asked.MORE_TIME, forms.AnswerTimeForm, "Answer a request for more time")


@get_or_post
def reassign(request: SignedInRequest, number: int) -> HttpResponse:
    return act_on(request, number, "reassign", forms.ReassignForm, "Saved: who answers for the action, and who helps.")


@get_or_post
def amend(request: SignedInRequest, number: int) -> HttpResponse:
    return act_on(request, number, "amend", forms.AmendForm, "The new wording is saved.")


@get_or_post
def drop(request: SignedInRequest, number: int) -> HttpResponse:
    return act_on(request, number, "drop", forms.DropForm, "The action is dropped.")


@get_or_post
def withdraw(request: SignedInRequest, number: int) -> HttpResponse:
    return act_on(
        request, number, "withdraw", forms.WithdrawActionForm, "You asked to withdraw it. It stays open until somebody else agrees."
    )


@get_or_post
def answer_withdrawal(request: SignedInRequest, number: int) -> HttpResponse:
    return _answer(request, number, "agree_withdrawal", Asked.WITHDRAWAL, forms.AnswerWithdrawalForm, "Answer a request to withdraw")


def _answer(request: SignedInRequest, number: int, move: str, asked: Asked, form_class: type[forms.ActForm], title: str) -> HttpResponse:
    """The page that answers what somebody asked; without such a request there is nothing to answer."""
    action = action_to_move(request, number, move)
    waiting = waiting_request(action, asked)
    if waiting is None:
        return too_late(request, "This request has already been answered or withdrawn. Nothing has changed.", action)
    require(can_answer_request, request.user, waiting, why="The person who asked cannot answer the request: someone else decides.")
    return ask_move(request, action, move, form_class, "Your answer is saved.", title=title, waiting=waiting)


def act_on(request: SignedInRequest, number: int, move: str, form_class: type[forms.ActForm], said: str, **more: Any) -> HttpResponse:
    """The page of one move; `more` as for `ask_move`."""
    return ask_move(request, action_to_move(request, number, move), move, form_class, said, **more)


def action_to_move(request: SignedInRequest, number: int, move: str) -> Action:
    """Raises Http404 where this person does not see it, PermissionDenied where they may not make the move."""
    action = visible_action(request, number)
    require(MOVES[move].may, request.user, action)
    return action


def ask_move(
    request: SignedInRequest,
    action: Action,
    move: str,
    form_class: type[forms.ActForm],
    said: str,
    *,
    title: str = "",
    given: dict[str, Any] | None = None,
    **shown: Any,
) -> HttpResponse:
    """Ask, make the move, say so. A move that somebody made first changes nothing."""
    step = MOVES[move]
    if action.state != step.source:
        return too_late(request, f"Action {action.number} is “{action.get_state_display()}” already. Nothing was changed.", action)
    form = form_class(form_data(request), action=action, actor=request.user, **(given or {}))
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(action)
    rows = action_summary(action, request.user, today())
    return render(request, "actions/act.html", {"action": action, "form": form, "title": title or step.title, "rows": rows, **shown})
