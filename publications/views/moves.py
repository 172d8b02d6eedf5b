"""Sending a publication for review, reviewing, publishing and withdrawing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import Predicate, require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from foundation.govuk.forms import ServiceForm
from publications import permissions, services
from publications.enums import PublicationState
from publications.forms.moves import ReturnForm, SendForReviewForm, WithdrawForm

from .fetching import visible_publication

_DRAFT, _IN_REVIEW = PublicationState.DRAFT, PublicationState.IN_REVIEW


@get_or_post
def send(request: SignedInRequest, number: int) -> HttpResponse:
    said = "Sent for review. It does not change until it is reviewed."
    return _ask(request, number, SendForReviewForm, "Send for review", permissions.can_write, (_DRAFT,), said)


@get_or_post
def send_back(request: SignedInRequest, number: int) -> HttpResponse:
    return _ask(request, number, ReturnForm, "Send back", permissions.can_review, (_IN_REVIEW,), "Sent back to its author.")


@get_or_post
def withdraw(request: SignedInRequest, number: int) -> HttpResponse:
    states = tuple(state for state in PublicationState if state != PublicationState.WITHDRAWN)
    said = "Withdrawn. The people who said that they had read it are notified."
    return _ask(request, number, WithdrawForm, "Withdraw", permissions.can_withdraw, states, said)


def _ask(
    request: SignedInRequest,
    number: int,
    form_class: type[ServiceForm],
    asks: str,
    may: Predicate,
    states: tuple[PublicationState, ...],
    said: str,
) -> HttpResponse:
    publication = visible_publication(request, number)
    require(may, request.user, publication)
    if publication.state not in states:
        says = f"{publication.short_name} is “{publication.get_state_display()}”, so that nothing was changed."
        return too_late(request, says, publication)
    form = form_class(form_data(request), publication=publication, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(publication)
    return render(request, "publications/ask.html", {"form": form, "asks": asks, "publication": publication})


def _press(service: Callable[..., Any], said: str) -> Callable[..., HttpResponse]:
    """A view for a button: `version`, where the page carried one, is that of what its reader saw."""

    @require_POST
    def press(request: SignedInRequest, number: int) -> HttpResponse:
        publication = visible_publication(request, number)
        seen = {"version": request.POST["version"]} if "version" in request.POST else {}
        call_service(request, service, said, publication=publication, **seen)
        return redirect(publication)

    return press


take_back = _press(services.take_back, "It is a draft again.")
review = _press(services.review_publication, "Reviewed. The QA lead publishes it.")
publish = _press(services.publish_publication, "Published. All staff can read it now.")
begin_again = _press(services.write_next_edition, "It is a draft again. What was published before is kept.")
