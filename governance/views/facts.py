"""Where the registers are, and what the portal says of itself for the impact assessment and the record of processing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today
from foundation.council.document_response import FORMATS, document_as_file
from foundation.documents import ShortDocument
from governance import permissions
from governance.pages import facts as pages

from . import SEES, keep


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    keep(request, permissions.can_see_retention, SEES)
    person = request.user
    return render(
        request,
        "governance/home.html",
        {
            "keeps_registers": permissions.keeps_registers(person),
            "may_replace": permissions.can_rekey(person),
            "sees_logs": permissions.can_see_sealed_logs(person),
        },
    )


@require_safe
def dpia(request: SignedInRequest) -> HttpResponse:
    return _facts(request, pages.dpia_document(today()), "facts-for-the-impact-assessment")


@require_safe
def processing(request: SignedInRequest) -> HttpResponse:
    return _facts(request, pages.processing_document(today()), "record-of-processing")


def _facts(request: SignedInRequest, document: ShortDocument, name: str) -> HttpResponse:
    keep(request, permissions.can_see_facts, SEES)
    if request.GET.get("format") in FORMATS:
        return document_as_file(document, request.GET["format"], name)
    return render(request, "governance/facts.html", {"document": document, "formats": FORMATS.items()})
