"""How files of no known shape are read: the list, one of them to see and correct, deleting it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.downloads import EXPORTS, download
from foundation.documents import plain_table
from performance.imports.forms import SavedMappingForm
from performance.imports.pages.mappings import imports_read_by, saved_mappings
from performance.imports.pages.tables import mappings_table
from performance.imports.services import delete_mapping
from performance.models import Mapping
from performance.permissions import can_import

DENIED_BECAUSE = "Only a performance analyst or a QA lead can see how files are read."
HEADER = ("Name", "Months", "Columns", "Sheet and row", "Saved by", "Saved on", "Last used by", "Imports")


@require_safe
def mapping_list(request: SignedInRequest) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    saved = saved_mappings()
    rows = (
        (each.mapping.name, each.layout, "; ".join(each.columns), each.where, str(each.mapping.saved_by), each.mapping.saved_at)
        + (str(each.used or ""), each.times)
        for each in saved
    )
    file = download(request, plain_table("Saved mappings", HEADER, rows))
    return file or render(
        request, "performance/imports/mappings.html", {"saved": saved, "mappings": mappings_table(saved), "exports": EXPORTS}
    )


@get_or_post
def saved_mapping(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    mapping = get_object_or_404(Mapping.objects.select_related("indicator", "saved_by"), pk=pk)
    form = SavedMappingForm(form_data(request), actor=request.user, mapping=mapping)
    form.cancel_url = reverse("performance:mappings")
    if form.is_valid() and (saved := form.save()):
        messages.success(request, f"The mapping “{saved}” is saved. The next file is read by it.")
        return redirect("performance:mappings")
    return render(request, "performance/imports/saved_mapping.html", {"form": form, "mapping": mapping})


@get_or_post
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what follows, and delete it."""
    require(can_import, request.user, why=DENIED_BECAUSE)
    mapping = get_object_or_404(Mapping, pk=pk)
    if request.method == "POST":
        delete_mapping(actor=request.user, mapping=mapping)
        messages.success(request, f"The mapping “{mapping}” is deleted.")
        return redirect("performance:mappings")
    return render(request, "performance/imports/delete_mapping.html", {"mapping": mapping, "imports": imports_read_by(mapping)})
