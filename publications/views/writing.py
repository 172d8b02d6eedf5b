"""Beginning a publication, writing it, and choosing what it is made from."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, saves_halfway, too_late
from foundation.editing.responses import autosave_response, closed, is_autosave
from publications.enums import PublicationState
from publications.forms.writing import AssembleForm, BeginForm, IssueForm, SourcesForm, WriteForm
from publications.models import Publication
from publications.permissions import can_begin, can_write
from publications.queries.editions import offered_items
from publications.queries.facts import facts_no_longer_so, facts_offered
from publications.services import replace_fact

from .fetching import visible_publication

_WRITABLE = (PublicationState.DRAFT, PublicationState.REVIEWED)
_WRITERS = "Its author and the QA lead write in it."


@get_or_post
def begin(request: SignedInRequest) -> HttpResponse:
    require(can_begin, request.user, why="The QA lead begins what is published to staff.")
    form = BeginForm(form_data(request), actor=request.user)
    if form.is_valid() and (publication := form.save()):
        messages.success(request, "Begun. Nobody else sees it until it is sent for review.")
        return redirect(publication)
    return render(request, "publications/ask.html", {"form": form, "asks": "Write for all staff"})


@get_or_post
def assemble(request: SignedInRequest) -> HttpResponse:
    require(can_begin, request.user, why="The QA lead assembles the newsletter.")
    form = AssembleForm(form_data(request), actor=request.user)
    if form.is_valid() and (newsletter := form.save()):
        messages.success(request, "Assembled. Read it, put it in order and leave out what does not belong.")
        return redirect(newsletter)
    return render(request, "publications/ask.html", {"form": form, "asks": "Assemble a newsletter"})


@saves_halfway("the writer may stop at any word and go on")
@get_or_post
def write(request: SignedInRequest, number: int) -> HttpResponse:
    publication = _to_write(request, number)
    given: dict[str, Any] = {"actor": request.user, "publication": publication}
    if publication.state not in _WRITABLE:
        return _no_more(request, publication)
    if is_autosave(request):
        return autosave_response(request, WriteForm(request.POST, halfway=True, **given))
    form = WriteForm(form_data(request), facts=facts_offered(publication), **given)
    if form.is_valid() and form.save():
        messages.success(request, "Saved.")
        return redirect("publications:write" if form.inserted else "publications:publication", number=number)
    false_facts = facts_no_longer_so(publication)
    return render(request, "publications/write.html", {"form": form, "publication": publication, "false_facts": false_facts})


def _to_write(request: SignedInRequest, number: int) -> Publication:
    publication = visible_publication(request, number)
    require(can_write, request.user, publication, why=_WRITERS)
    return publication


def _no_more(request: SignedInRequest, publication: Publication) -> HttpResponse:
    says = f"{publication.short_name} is “{publication.get_state_display()}”, so that nothing was changed."
    return closed(says) if is_autosave(request) else too_late(request, says, publication)


@get_or_post
def findings(request: SignedInRequest, number: int) -> HttpResponse:
    return _choose(request, number, "Choose its findings", "Saved. The counts are those of now until it is published.")


@get_or_post
def arrange(request: SignedInRequest, number: int) -> HttpResponse:
    return _choose(request, number, "Choose what is in it", "The order is saved.")


def _choose(request: SignedInRequest, number: int, asks: str, said: str) -> HttpResponse:
    publication = _to_write(request, number)
    if publication.state not in _WRITABLE:
        return _no_more(request, publication)
    given: dict[str, Any] = {"actor": request.user, "publication": publication}
    if asks == "Choose its findings":
        form: SourcesForm | IssueForm = SourcesForm(form_data(request), **given)
    elif publication.is_newsletter:
        form = IssueForm(form_data(request), offered=list(offered_items(publication).order_by("kind", "number")), **given)
    else:
        raise Http404
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(publication)
    return render(request, "publications/ask.html", {"form": form, "asks": asks, "publication": publication})


@require_POST
def replace(request: SignedInRequest, number: int) -> HttpResponse:
    """What is so now in the place of a fact that is not so any more."""
    publication = _to_write(request, number)
    call_service(request, replace_fact, _replaced, newsletter=publication, key=request.POST.get("fact", ""))
    return redirect("publications:write", number=number)


def _replaced(written: Publication | None) -> str:
    return "The text says what is so now." if written else "There was nothing to replace: take the sentence out, or write another."
