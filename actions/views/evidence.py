"""Showing evidence, with files where the rules allow them, and taking a file."""

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actions.calculations.file_kinds import MEDIA_TYPES, FileKind
from actions.forms import EvidenceForm
from actions.models import Action, ActionRules, EvidenceFile
from actions.services.files import MEGABYTE, MOST_FILES
from foundation.accounts.requests import SignedInRequest, get_or_post
from foundation.gate.sizes import takes_files

from .moves import act_on


def _largest_file() -> int:
    return ActionRules.current().evidence_megabytes * MEGABYTE


@takes_files(_largest_file, together=MOST_FILES)
@get_or_post
def done(request: SignedInRequest, number: int) -> HttpResponse:
    said = "Marked as done. It is closed once somebody else has verified it."
    sent = {"files": request.FILES} if request.method == "POST" else {}
    return act_on(request, number, "done", EvidenceForm, said, given=sent)


@require_safe
def evidence_file(request: SignedInRequest, pk: int) -> FileResponse:
    """Only for people who see the action; always as a download, so that a browser never runs it as a page of ours."""
    seen = Action.objects.visible_to(request.user)
    file = get_object_or_404(EvidenceFile.objects.select_related("evidence__action"), pk=pk, evidence__action__in=seen.values("pk"))
    try:
        kept = storages["evidence"].open(file.name_in_store)
    except FileNotFoundError:
        raise Http404("The file is missing where evidence is kept.") from None
    answer = FileResponse(kept, as_attachment=True, filename=file.name, content_type=MEDIA_TYPES[FileKind(file.kind)])
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
