"""The auditor's form: a task list of sections, one page a section, a check, submission."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audits.auditing.forms.auditing import ANOTHER, LONGER, JudgementForm, SubmitForm, form_of
from audits.auditing.forms.in_place import BEGUN
from audits.auditing.forms.section import AuditSectionForm
from audits.auditing.pages.frame import frame_of
from audits.auditing.pages.identity_check import warned_words
from audits.auditing.pages.sections import (
    FINDINGS,
    OVERALL,
    VOICES,
    AuditSection,
    answers_of,
    last_saved,
    menu_of,
    missing_links,
    next_place,
    place_after,
    place_to_resume,
    section_at,
    sections_of,
    warnings_of,
)
from audits.auditing.queries.answers import replied
from audits.auditing.services.auditing import dismiss_warning
from audits.auditing.views.opening import open_audit
from audits.enums import AuditState
from audits.models import Audit
from audits.moderation.pages.returns import sent_back
from audits.pages.summary import actions_in_draft
from audits.practitioner.pages.progress import practitioner_rows
from audits.practitioner.queries.reflections import sent_reflection
from audits.queries.applicability import Applicability
from audits.services.moves import missing_for
from audits.workflow import MOST_ACTIONS
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, saves_halfway, too_late
from foundation.council.clock import today
from foundation.editing.responses import autosave_response, closed, is_autosave

OPEN = (AuditState.IN_PROGRESS,)


def get_own_audit(request: SignedInRequest, number: int) -> Audit:
    """An audit that this person writes; 404 for anyone else's, also for one's own once withdrawn."""
    own = Audit.objects.live().filter(auditor=request.user)
    # A save while somebody writes shows nothing of the audit.
    return get_object_or_404(own.select_related("tool", "team") if is_autosave(request) else own.for_page(), number=number)


def closed_to_writing(request: SignedInRequest, audit: Audit) -> HttpResponse:
    if audit.state == AuditState.ALLOCATED:
        says = f"{audit} is not started. Declare first that you have had no involvement."
        return closed(says) if is_autosave(request) else too_late(request, says, reverse("audits:form", args=[audit.number]))
    if is_autosave(request):
        return closed(f"{audit} is submitted, so its answers no longer change.")
    return too_late(request, f"{audit} is submitted, so its answers no longer change.", audit)


@get_or_post
def sections(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_own_audit(request, number)
    if audit.state == AuditState.ALLOCATED:
        return open_audit(request, audit)
    if audit.state not in OPEN:
        return closed_to_writing(request, audit)
    parts = sections_of(Applicability(audit))
    if "resume" in request.GET:
        return redirect(place_to_resume(audit, parts))
    page = {
        "sections": parts,
        "next": next_place(audit, parts),
        "saved": last_saved(audit),
        "done": sum(part.is_complete for part in parts),
        "sent_back": sent_back(audit) if audit.is_returned else "",
        "reflection": sent_reflection(audit, request.user),
    }
    return render(request, "audits/auditing/sections.html", page | frame_of(audit, request.user, today()))


@saves_halfway("the auditor may stop at any word and go on")
@require_http_methods(["GET", "POST"])
def section_page(request: SignedInRequest, number: int, section: str) -> HttpResponse:
    audit = get_own_audit(request, number)
    if audit.state not in OPEN:
        return closed_to_writing(request, audit)
    asked = Applicability(audit)
    here = section_at(asked, section)
    if here is None:
        raise Http404
    form = form_of(here, form_data(request), asked, actor=request.user, halfway=is_autosave(request))
    if is_autosave(request):
        return autosave_response(request, form)
    parts = sections_of(asked)
    if form.is_valid():
        if form.save() is not None:
            say_done(request, form)
            return redirect(place_to_go(request, audit, parts, here, form))
        if form.non_field_errors():
            # What a service refuses here no other answer would put right: the audit is submitted, or not theirs to judge.
            messages.error(request, " ".join(form.error_texts))
            return redirect(audit)
    page = {"form": form, "section": here, "places": menu_of(parts, here), "saved": last_saved(audit)}
    page |= {"complete": sum(part.is_complete for part in parts)}
    page |= frame_of(audit, request.user, today()) | reference_for(here, asked, parts)
    return render(request, TEMPLATES.get(here.slug, "audits/auditing/judgement.html"), page)


def reference_for(here: AuditSection, asked: Applicability, parts: list[AuditSection]) -> dict[str, Any]:
    """What stands beside a judgement: of a domain its questions and actions, of the whole the grades that were given so far."""
    if here.domain:
        raised = asked.audit.actions.standing().filter(domains=here.domain).select_related("owner")
        return {"raised": raised, "questions": asked.questions_of(here.domain)}
    return {"given": answers_of(asked.audit, parts)[:-1]} if here.slug == OVERALL else {}


TEMPLATES = {FINDINGS: "audits/auditing/findings.html", VOICES: "audits/auditing/voices.html"}


def say_done(request: SignedInRequest, form: AuditSectionForm) -> None:
    if form.also_done:
        messages.success(request, form.also_done)


def place_to_go(request: SignedInRequest, audit: Audit, parts: list[AuditSection], here: AuditSection, form: AuditSectionForm) -> str:
    """Where the button that was pressed leads; a change from the check page goes back to it."""
    pressed = request.POST
    if "later" in pressed:
        messages.success(request, "Your answers are saved.")
        return audit.get_absolute_url()
    if LONGER in pressed and here.domain and isinstance(form, JudgementForm):
        request.session[BEGUN] = (audit.number, form.begun) if form.begun else (None, {})
        asked = {"audit": audit.number, "domain": here.domain.pk, "back": request.get_full_path()}
        return reverse("actions:raise", query=asked)
    if ANOTHER in pressed:
        return f"{request.get_full_path()}#actions"
    if "more" in pressed:
        return request.get_full_path()
    if request.GET.get("back") == "check":
        return place_after(audit, parts, parts[-1].slug)
    return place_after(audit, parts, here.slug)


@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_own_audit(request, number)
    if audit.state not in OPEN:
        return closed_to_writing(request, audit)
    if mark := request.POST.get("dismiss"):
        return dismiss(request, audit, mark)
    form = SubmitForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and (submitted := form.save()):
        then = f"It waits for {submitted.moderator}." if submitted.moderator and submitted.state == AuditState.SUBMITTED else ""
        messages.success(request, f"{audit} is submitted. {then}".strip())
        return redirect(audit)
    asked = Applicability(audit)
    parts = sections_of(asked)
    # Once it was refused, the summary of errors above says the same.
    missing = [] if form.errors else missing_links(audit, missing_for(audit, "submit"))
    page = {
        "form": form,
        "sections": parts,
        "answers": answers_of(audit, parts),
        "missing": missing,
        "warned": warnings_of(asked),
        "guarded": warned_words(asked),
        "replied": replied(asked),
        "raised": actions_in_draft(audit, request.user),
        "raise_url": reverse("actions:raise", query={"audit": audit.number, "back": request.path}),
        "many_actions": audit.actions.standing().count() > MOST_ACTIONS,
    }
    page |= {
        "findings": audit.findings.order_by("-kind", "pk").prefetch_related("codes__theme"),
        "voices": audit.voices.all(),
        "practitioner": practitioner_rows(audit, request.user, today()),
    }
    return render(request, "audits/auditing/check.html", page | frame_of(audit, request.user, today()))


def dismiss(request: SignedInRequest, audit: Audit, mark: str) -> HttpResponse:
    """Only what is listed can be dismissed."""
    if mark in {each.mark for each in warned_words(Applicability(audit))}:
        dismiss_warning(actor=request.user, audit=audit, mark=mark)
    return redirect("audits:check", number=audit.number)
