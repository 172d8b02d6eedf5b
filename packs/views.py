"""The packs that were made, the pages that have one made, and its file."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post
from foundation.council.downloads import streamed_file

from . import forms, permissions
from .models import Pack
from .pages import RESTRICTED_SINCE, download_address, files_table, packs_table
from .queries import is_closed_since
from .services import remove_pack

DENIED_BECAUSE = "The QA lead, directors, and heads and managers of services make packs."


@require_safe
def pack_list(request: SignedInRequest) -> HttpResponse:
    require(permissions.can_see_packs, request.user, why=DENIED_BECAUSE)
    packs = Pack.objects.visible_to(request.user).select_related("service", "made_by").defer("files")
    context = {"packs": packs_table(packs), "may_inspect": permissions.can_make_inspection_packs(request.user)}
    return render(request, "packs/list.html", context)


@get_or_post
def inspection(request: SignedInRequest) -> HttpResponse:
    require(permissions.can_make_inspection_packs, request.user, why="The QA lead and directors make an inspection pack.")
    form = forms.InspectionPackForm(form_data(request), actor=request.user)
    if form.is_valid() and (job := form.save()):
        return redirect(job)
    return render(request, "packs/ask.html", {"form": form, "asks": "Make an inspection pack", "is_inspection": True, "waits": forms.WAITS})


@get_or_post
def service(request: SignedInRequest) -> HttpResponse:
    require(permissions.can_see_packs, request.user, why=DENIED_BECAUSE)
    form = forms.ServicePackForm(form_data(request), actor=request.user)
    if form.is_valid() and (job := form.save()):
        return redirect(job)
    return render(request, "packs/ask.html", {"form": form, "asks": "Make a service pack", "is_inspection": False, "waits": forms.WAITS})


@require_safe
def pack_page(request: SignedInRequest, pk: int) -> HttpResponse:
    pack = _visible(request, pk)
    closed = RESTRICTED_SINCE if is_closed_since(pack, request.user) else ""
    parts = {"pack": pack, "files": files_table(pack), "download_url": download_address(pack), "closed": closed}
    return render(request, "packs/pack.html", parts)


@require_safe
def download(request: SignedInRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    pack = _visible(request, pk)
    if pack.with_records:
        raise Http404
    return _as_stream(pack)


@require_safe
def records(request: SignedInRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """The file of a pack with lists of records: this address is in the log of who read what."""
    pack = _visible(request, pk)
    if not pack.with_records:
        raise Http404
    require(permissions.can_take_records, request.user, why="Only people who may read every audit take lists of records.")
    require(lambda person: not is_closed_since(pack, person), request.user, why=RESTRICTED_SINCE)
    return _as_stream(pack)


@get_or_post
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Asks before a pack goes."""
    pack = _visible(request, pk)
    if request.method == "POST":
        if call_service(request, remove_pack, "The pack is removed.", pack=pack):
            return redirect("packs:list")
        return redirect("packs:pack", pk=pk)
    return render(request, "packs/remove.html", {"pack": pack})


def _as_stream(pack: Pack) -> StreamingHttpResponse:
    """Sent part by part: it is never held whole."""
    return streamed_file(_parts(pack), "application/zip", pack.file_name, size=pack.size)


def _parts(pack: Pack) -> Iterator[bytes]:
    for position in pack.parts.order_by("position").values_list("position", flat=True):
        yield bytes(pack.parts.get(position=position).content)


def _visible(request: SignedInRequest, pk: int) -> Pack:
    return get_object_or_404(Pack.objects.visible_to(request.user).select_related("service", "made_by"), pk=pk)
