"""The register of subject access: its list, a request, and the pages that ask about one."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, discards_post, form_data, get_or_post, may_repeat, too_late
from foundation.council.clock import today
from foundation.council.downloads import format_asked, sheets_as_file
from foundation.jobs.files import as_download, kept_file
from foundation.jobs.models import Job
from foundation.jobs.services import KEPT_DAYS
from foundation.passwords.password_again import ask_for_password
from governance import permissions, services
from governance.forms import registers as forms
from governance.models import DataComplaint, SubjectRequest
from governance.pages import registers as pages
from governance.services.exporting import MAY_EXPORT, TAKE

from . import ask, keep


@require_safe
def request_list(request: SignedInRequest) -> HttpResponse:
    keep(request, permissions.keeps_registers)
    on = today()
    found = SubjectRequest.objects.visible_to(request.user).for_page()
    complaints = DataComplaint.objects.visible_to(request.user).for_page()
    if asked := format_asked(request):
        return sheets_as_file(pages.register_tables(found, complaints), asked, "Register of subject access")
    context = {"requests": pages.requests_table(found, on), "complaints": pages.complaints_table(complaints, on)}
    return render(request, "governance/requests.html", context)


@get_or_post
def enter(request: SignedInRequest) -> HttpResponse:
    keep(request, permissions.keeps_registers)
    form = forms.EnterRequestForm(form_data(request), actor=request.user)
    return ask(
        request, form, asks="Enter a request", said="The request is entered. The page says by when it is answered.", crumbs=_crumbs()
    )


@require_safe
def request_page(request: SignedInRequest, pk: int) -> HttpResponse:
    row, on = _visible(request, pk), today()
    context = {
        "asked": row,
        "state_words": pages.state_of(row, on),
        "colour": pages.colour_of(row, on),
        "next_step": pages.next_step(row, on),
        "rows": pages.request_summary(row, on),
        "search_rows": pages.search_summary(row),
        "answer_rows": pages.answer_summary(row),
        "exports": pages.exports_table(row),
        "withheld": pages.withheld_table(row),
        "links": pages.request_links(row, request.user),
        "may_take": pages.may_take(row, request.user),
        "history": pages.history_of(row),
    }
    return render(request, "governance/request.html", context)


@get_or_post
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    return _ask(request, pk, forms.ChangeRequestForm, "Correct the entry", "The entry is corrected.")


@get_or_post
def dates(request: SignedInRequest, pk: int) -> HttpResponse:
    return _ask(request, pk, forms.DatesForm, "Note a date", "The dates are saved.")


@get_or_post
def search(request: SignedInRequest, pk: int) -> HttpResponse:
    return _ask(request, pk, forms.SearchForm, "Write the search record", "The search record is saved.")


@get_or_post
def withhold(request: SignedInRequest, pk: int) -> HttpResponse:
    return _ask(request, pk, forms.WithholdForm, "Note what is withheld", "It is noted.")


@get_or_post
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    return _ask(request, pk, forms.AnswerSubjectRequestForm, "Note the answer", "The answer is noted. The entry no longer changes.")


@discards_post("nothing is typed")
@get_or_post
def everything(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have everything on the case ID or the member of staff made a file."""
    row = _visible(request, pk)
    require(permissions.can_export, request.user, why=MAY_EXPORT)
    if request.method == "POST":
        asked = call_service(request, services.ask_for_everything, request=row)
        return redirect(Job.objects.filter(kind=TAKE, asked_by=request.user)[0] if asked else row)
    return render(request, "governance/everything.html", {"asked": row, "days": KEPT_DAYS})


@discards_post("a password may be sent with it")
@may_repeat("the file is the same")
@get_or_post
def everything_file(request: SignedInRequest, pk: int, export: int) -> HttpResponse | StreamingHttpResponse:
    """The file, once the password was given: by a press, so that no link fetches it."""
    row = _visible(request, pk)
    require(permissions.can_export, request.user, why=MAY_EXPORT)
    file = kept_file(get_object_or_404(row.exports, pk=export).job)
    if file is None:
        return too_late(request, "The file is no longer kept. Have it made again.", row)
    if asked := ask_for_password(request, before="you take everything on somebody as a file", cancel_url=row.get_absolute_url()):
        return asked
    if request.method == "POST":
        return as_download(file)
    return render(request, "governance/everything_file.html", {"asked": row, "file": file})


def _ask(request: SignedInRequest, pk: int, form_class: Any, asks: str, said: str) -> HttpResponse:
    row = _visible(request, pk)
    if not row.is_open:
        return too_late(request, f"{row} is answered. Its entry no longer changes.", row)
    form = form_class(form_data(request), request=row, actor=request.user)
    return ask(request, form, asks=asks, said=said, crumbs=[*_crumbs(), (row.reference, row.get_absolute_url())], caption=str(row))


def _crumbs() -> list[tuple[str, str]]:
    return [("Subject access", reverse("governance:requests"))]


def _visible(request: SignedInRequest, pk: int) -> SubjectRequest:
    return get_object_or_404(SubjectRequest.objects.visible_to(request.user).for_page(), pk=pk)
