"""The pages of a partner auditor: their part, a page for each domain, what their agency saw, submitting. None shows the audit itself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audits.enums import PartState
from audits.models import AgencyPart
from audits.partners.forms.filling import BeginPartForm, HandBackPartForm, SubmitPartForm, form_of_part
from audits.partners.pages.filling import closed_words, facts_of_part, menu_of_part, not_begun_words, place_after_in_part, sections_of_part
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, saves_halfway, too_late
from foundation.council.clock import today
from foundation.editing.responses import autosave_response, closed, is_autosave


def _own_part(request: SignedInRequest, pk: int) -> AgencyPart:
    """404 for anybody else's, also for the lead: their page is that of all parts."""
    return get_object_or_404(AgencyPart.objects.filter(partner=request.user).for_page().prefetch_related("judgements"), pk=pk)


@get_or_post
def part_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is asked, how far it is, and the button that comes next: start, or submit."""
    part = _own_part(request, pk)
    says = closed_words(part)
    if request.method == "POST" and says:
        return too_late(request, says, part)
    form_class = SubmitPartForm if part.state == PartState.BEGUN else BeginPartForm
    form = None if says else form_class(form_data(request), actor=request.user, part=part)
    if form and form.is_valid() and (done := form.save()):
        if done.state == PartState.SUBMITTED:
            messages.success(request, f"{done} is submitted. Thank you: {done.given_by} has been notified.")
        return redirect(part)
    sections = sections_of_part(part)
    is_begun = part.state == PartState.BEGUN and not says
    page = {"part": part, "form": form, "says": says, "sections": sections, "facts": facts_of_part(part, today()), "is_begun": is_begun}
    return render(request, "audits/partners/part.html", page | {"done": sum(each.is_complete for each in sections)})


@saves_halfway("the partner auditor may stop at any word and go on")
@require_http_methods(["GET", "POST"])
def part_section(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    part = _own_part(request, pk)
    if says := not_begun_words(part):
        return closed(says) if is_autosave(request) else too_late(request, says, part)
    sections = sections_of_part(part)
    here = next((each for each in sections if each.slug == section), None)
    if here is None:
        raise Http404
    form = form_of_part(part, here.domain, form_data(request), actor=request.user, halfway=is_autosave(request))
    if is_autosave(request):
        return autosave_response(request, form)
    if form.is_valid():
        if form.save() is not None:
            return redirect(part if "later" in request.POST else place_after_in_part(part, sections, here))
        if form.non_field_errors():
            messages.error(request, " ".join(form.error_texts))
            return redirect(part)
    page = {"part": part, "form": form, "section": here, "places": menu_of_part(sections, here), "facts": facts_of_part(part, today())}
    return render(request, "audits/partners/section.html", page | {"done": sum(each.is_complete for each in sections)})


@get_or_post
def hand_back(request: SignedInRequest, pk: int) -> HttpResponse:
    part = _own_part(request, pk)
    if part.state != PartState.GIVEN:
        return too_late(request, closed_words(part) or "You have begun this part. Ask the lead if you cannot go on.", part)
    form = HandBackPartForm(form_data(request), actor=request.user, part=part)
    if form.is_valid() and form.save():
        messages.success(request, f"{part} is handed back. {part.given_by} asks somebody else of your agency.")
        return redirect("/")
    return render(request, "audits/partners/hand_back.html", {"form": form, "part": part})
