"""What was found, the letter about it, its acknowledgement, and the page for the child's record."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.enums import ShownBy
from audits.models import Audit, FeedbackLetter
from audits.moderation.services.revelations import reveal_on_reading
from audits.pages.summary import audit_summary
from audits.permissions import can_write_letter, is_its_worker
from audits.practitioner.forms import AcknowledgeLetterForm, LetterForm, SendForm
from audits.practitioner.pages.documents import letter_document, record_page
from audits.practitioner.pages.letter import letter_page, warned_in_letter
from audits.practitioner.pages.tables import actions_table, grades_table
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import today
from foundation.council.document_response import FORMATS, document_as_file
from foundation.names.numbers import whole_number

WHO_WRITES = "The auditor or the QA lead writes the letter of feedback."


def _finished(request: SignedInRequest, number: int) -> Audit:
    """A finished audit that this person may see: before its end nobody finds what was found here."""
    return get_object_or_404(Audit.objects.visible_to(request.user).finished().for_page(), number=number)


def _reveal(request: SignedInRequest, audit: Audit) -> None:
    """What the practitioner reads says how their work was graded: so anyone else who reads it knows."""
    how = ShownBy.FILE if request.GET.get("format") in FORMATS else ShownBy.PAGE
    reveal_on_reading(person=request.user, audits=[audit.pk], how=how)


@get_or_post
def read_letter(request: SignedInRequest, number: int) -> HttpResponse:
    audit = _finished(request, number)
    _reveal(request, audit)
    page = letter_page(audit, request.user, today())
    form = (
        AcknowledgeLetterForm(form_data(request), actor=request.user, audit=audit)
        if page.may_acknowledge or request.method == "POST"
        else None
    )
    if form and form.is_valid() and form.save():
        messages.success(request, f"You have acknowledged the feedback on audit {number}. Your manager and the auditor have been notified.")
        return redirect("audits:feedback", number=number)
    tables = {"actions_raised": actions_table(page.actions), "grades": grades_table(page.rows)}
    parts = {"page": page, "audit": audit, "form": form, "facts": audit_summary(audit)}
    return render(request, "audits/practitioner/read_letter.html", parts | tables)


@require_safe
def letter_as_sent(request: SignedInRequest, number: int) -> HttpResponse:
    """The letter that was sent, as a page or a file."""
    audit = _finished(request, number)
    sent = FeedbackLetter.objects.sent().filter(audit=audit).select_related("sent_by", "addressed_to", "audit__cycle")
    if is_its_worker(request.user, audit):
        # Not what went to somebody who was wrongly recorded as the worker.
        sent = sent.filter(addressed_to=request.user)
    asked_for = whole_number(request.GET.get("letter", ""))
    chosen = sent.last() if asked_for is None else sent.filter(pk=asked_for).first()
    if chosen is None:
        raise Http404
    _reveal(request, audit)
    file_format = request.GET.get("format")
    if file_format in FORMATS:
        return document_as_file(letter_document(chosen), file_format, f"feedback-audit-{number}")
    page = {"letter": chosen, "audit": audit, "document": letter_document(chosen), "formats": FORMATS.items()}
    return render(request, "audits/practitioner/letter.html", page)


def _to_write_about(request: SignedInRequest, number: int) -> Audit:
    audit = _finished(request, number)
    require(can_write_letter, request.user, audit, why=WHO_WRITES)
    return audit


@get_or_post
def write_letter(request: SignedInRequest, number: int) -> HttpResponse:
    audit = _to_write_about(request, number)
    if not Audit.objects.awaiting_letter().filter(pk=audit.pk).exists():
        return too_late(request, f"No letter is to be written on audit {number}.", reverse("audits:feedback", args=[number]))
    form = LetterForm(form_data(request), actor=request.user, audit=audit, draft=audit.letters.filter(sent_on=None).first())
    if form.is_valid() and form.save():
        return redirect("audits:send-letter", number=number)
    return render(request, "audits/practitioner/write_letter.html", {"form": form, "audit": audit, "facts": audit_summary(audit)})


@get_or_post
def send(request: SignedInRequest, number: int) -> HttpResponse:
    audit = _to_write_about(request, number)
    draft = audit.letters.filter(sent_on=None).select_related("sent_by", "addressed_to", "audit__cycle").first()
    if draft is None:
        return too_late(request, f"The letter on audit {number} is sent, or not written yet.", reverse("audits:feedback", args=[number]))
    form = SendForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, f"The letter on audit {number} is sent to {draft.addressed_to}.")
        return redirect("audits:feedback", number=number)
    page = {"form": form, "audit": audit, "letter": draft, "document": letter_document(draft), "warned": warned_in_letter(draft)}
    return render(request, "audits/practitioner/send_letter.html", page)


@require_safe
def for_record(request: SignedInRequest, number: int) -> HttpResponse:
    """One sheet for the child's record. Taking the file is logged as a reading."""
    audit = _finished(request, number)
    _reveal(request, audit)
    document = record_page(audit)
    file_format = request.GET.get("format")
    if file_format in FORMATS:
        return document_as_file(document, file_format, f"audit-{number}")
    return render(request, "audits/practitioner/record_page.html", {"audit": audit, "document": document, "formats": FORMATS.items()})
