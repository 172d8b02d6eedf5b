"""The evidence pack: asked for by its days, and downloaded while it is kept."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from desk.forms.evidence import EvidencePackForm
from desk.pages.evidence_pack import HOLDS
from desk.pages.logs import kept_packs_table
from desk.permissions import can_ask_for_evidence, can_use_settings
from desk.queries.logs import MAKE_EVIDENCE, evidence_packs
from desk.services.evidence import MAY_ASK
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, discards_post, form_data, get_or_post, may_repeat
from foundation.council.clock import today
from foundation.jobs.files import as_download, kept_file
from foundation.jobs.models import Job
from foundation.jobs.services import KEPT_DAYS
from foundation.passwords.password_again import ask_for_password


@get_or_post
def evidence_page(request: SignedInRequest) -> HttpResponse:
    require(can_ask_for_evidence, request.user, why=MAY_ASK)
    form = EvidencePackForm(form_data(request), actor=request.user)
    if form.is_valid() and (job := form.save()):
        return redirect(job)
    kept = kept_packs_table(evidence_packs(request.user, today()))
    context = {"form": form, "holds": HOLDS, "days": KEPT_DAYS, "kept": kept, "may_set": can_use_settings(request.user)}
    return render(request, "desk/evidence_pack.html", context)


@discards_post("a password may be sent with it")
@may_repeat("the file is the same")
@get_or_post
def evidence_file(request: SignedInRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """Once the password was given, by a press: of one's own packs alone."""
    require(can_ask_for_evidence, request.user, why=MAY_ASK)
    file = kept_file(get_object_or_404(Job, pk=pk, kind=MAKE_EVIDENCE, asked_by=request.user))
    if file is None:
        raise Http404
    if asked := ask_for_password(request, before="you take evidence of the portal’s security", cancel_url="/settings/logs/evidence-pack/"):
        return asked
    if request.method == "POST":
        return as_download(file)
    return render(request, "desk/evidence_file.html", {"file": file, "may_set": can_use_settings(request.user)})
