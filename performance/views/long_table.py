"""Every figure in one long table: as a file, and at an address that a program reads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.models import Person
from foundation.accounts.requests import SignedInRequest, get_or_post, may_repeat
from foundation.activity.access_log import log_reading_as
from foundation.council.downloads import WRITERS, sheets_as_file, streamed_csv
from foundation.documents import plain_table
from performance.models import FiguresAddress
from performance.permissions import can_have_address
from performance.queries.long_table import HEADER, figures_of, long_table, reader_by_key
from performance.services.addresses import make_figures_address, revoke_figures_address

from .tabs import tabs

# A workbook of more takes longer to make than anybody waits for.
MOST_IN_A_WORKBOOK = 50_000


@may_repeat("each press makes a new address, and shows it")
@get_or_post
def all_figures(request: SignedInRequest) -> HttpResponseBase:
    """The address is shown when it is made and never again."""
    if request.method == "POST" and "revoke" in request.POST:
        revoke_figures_address(actor=request.user)
        messages.success(request, "The address is revoked: it answers nobody from now on.")
        return redirect("performance:all-figures")
    key = make_figures_address(actor=request.user) if request.method == "POST" else ""
    counts = {"ours": figures_of(request.user, ours=True).count(), "all": figures_of(request.user).count()}
    too_many = {name: count > MOST_IN_A_WORKBOOK for name, count in counts.items()}
    of = "ours" if request.GET.get("of") == "ours" else "all"
    if file := _file(request, of, fits=not too_many[of]):
        return file
    address = request.build_absolute_uri(reverse("performance:figures-by-key", args=[key])) if key else ""
    context = {"counts": counts, "too_many": too_many, "most": MOST_IN_A_WORKBOOK, "address": address, "tabs": tabs("all-figures")}
    kept = FiguresAddress.objects.filter(person=request.user).first()
    return render(request, "performance/all_figures.html", context | {"kept": kept, "may_have": can_have_address(request.user)})


def _file(request: SignedInRequest, of: str, *, fits: bool) -> HttpResponseBase | None:
    """The file that was asked for; of too many figures there is no workbook, and the page says so."""
    file_format = request.GET.get("export")
    if file_format == "csv":
        return _table(request.user, of)
    if file_format in WRITERS and fits:
        return sheets_as_file([plain_table("Figures", HEADER, long_table(request.user, ours=of == "ours"))], file_format, _name(of))
    return None


def _name(of: str) -> str:
    return "Our figures" if of == "ours" else "All figures"


def _table(person: Person, of: str) -> StreamingHttpResponse:
    return streamed_csv(plain_table(_name(of), HEADER, long_table(person, ours=of == "ours")))


@login_not_required
@require_safe
def figures_by_key(request: HttpRequest, key: str) -> HttpResponseBase:
    """For a program, which cannot sign in: anyone with the address reads what its owner may; nothing of a child is in it."""
    person = reader_by_key(key)
    if person is None:
        raise Http404
    log_reading_as(request, person)
    return _table(person, "ours" if request.GET.get("of") == "ours" else "all")
