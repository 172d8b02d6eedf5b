"""Good practice: strengths that may be proposed, and what a worker is asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post
from publications.enums import ConsentState
from publications.forms.moves import ProposeForm
from publications.pages.publication import shown_parts
from publications.pages.strengths import strengths_table
from publications.permissions import can_propose
from publications.queries.editions import content_now
from publications.queries.strengths import OFFERED, strengths_to_propose
from publications.services import give_consent, refuse_consent

from .fetching import own_consent

_ONLY_THE_LEAD = "The QA lead proposes good practice."


@require_safe
def strengths(request: SignedInRequest) -> HttpResponse:
    require(can_propose, request.user, why=_ONLY_THE_LEAD)
    return render(request, "publications/propose.html", {"strengths": strengths_table(strengths_to_propose(request.user)[:OFFERED])})


@get_or_post
def propose(request: SignedInRequest, finding: int) -> HttpResponse:
    require(can_propose, request.user, why=_ONLY_THE_LEAD)
    strength = get_object_or_404(strengths_to_propose(request.user), pk=finding)
    form = ProposeForm(form_data(request), finding=strength, actor=request.user)
    if form.is_valid() and (publication := form.save()):
        messages.success(request, "Proposed. The worker is asked whether it may be shared.")
        return redirect(publication)
    return render(request, "publications/propose_one.html", {"form": form, "strength": strength})


@require_safe
def consent(request: SignedInRequest, number: int) -> HttpResponse:
    asked = own_consent(request, number)
    content = content_now(asked.publication)
    words = {
        "consent": asked,
        "publication": asked.publication,
        "parts": shown_parts(asked.publication.kind, content),
        "content": content,
        "is_given": asked.state == ConsentState.GIVEN,
        "may_refuse": asked.state in (ConsentState.ASKED, ConsentState.GIVEN),
        "is_asked": asked.state == ConsentState.ASKED,
    }
    return render(request, "publications/consent.html", words)


@require_POST
def agree(request: SignedInRequest, number: int) -> HttpResponse:
    said = "Thank you. You may take this back at any time, on this page."
    call_service(request, give_consent, said, consent=own_consent(request, number))
    return redirect("publications:consent", number=number)


@require_POST
def refuse(request: SignedInRequest, number: int) -> HttpResponse:
    said = "It is not shared. Nobody asks you why."
    call_service(request, refuse_consent, said, consent=own_consent(request, number))
    return redirect("publications:consent", number=number)
