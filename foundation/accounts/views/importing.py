"""Adding people or teams from a list: choose a file, say what its columns and words are, see what each row would do, store it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.enums import ListKind, Role
from foundation.accounts.forms import ListMatchForm, PeopleFileForm, StoreListForm, StorePeopleForm, StoreTeamsForm
from foundation.accounts.list_pages import check_page, done_page, every_row, refused_workbook, who_is_gone
from foundation.accounts.models import PeopleUpload
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.reading.checks import wrong_rows
from foundation.accounts.reading.columns import HEADINGS, TEAM_HEADINGS
from foundation.accounts.reading.person_rows import PeopleCheck
from foundation.accounts.reading.teams import TeamsCheck
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.accounts.services.list_files import DENIED_BECAUSE, LIMITS, check_people_file, check_teams_file
from foundation.accounts.stored import JOINED
from foundation.council.downloads import EXPORTS, download, sheets_as_file
from foundation.documents import table_to_fill_in
from foundation.gate.sizes import takes_files
from foundation.matching.correcting import rows_to_correct
from foundation.matching.pages import match_page

Check = PeopleCheck | TeamsCheck
STORE_FORMS: dict[ListKind, type[StoreListForm]] = {ListKind.PEOPLE: StorePeopleForm, ListKind.TEAMS: StoreTeamsForm}


@takes_files(LIMITS.file_bytes)
@get_or_post
def import_people(request: SignedInRequest) -> HttpResponse:
    return _import(request, ListKind.PEOPLE, HEADINGS, {"roles": [role.label for role in Role]})


@takes_files(LIMITS.file_bytes)
@get_or_post
def import_teams(request: SignedInRequest) -> HttpResponse:
    return _import(request, ListKind.TEAMS, TEAM_HEADINGS, {})


def _import(request: SignedInRequest, kind: ListKind, headings: tuple[str, ...], about: dict[str, Any]) -> HttpResponse:
    require(can_change_people, request.user, why=DENIED_BECAUSE)
    if blank := download(request, table_to_fill_in(kind.label, [heading.capitalize() for heading in headings])):
        return blank
    form = PeopleFileForm(form_data(request), request.FILES or None, actor=request.user, kind=kind)
    form.cancel_url = reverse(f"accounts:{kind}")
    if form.is_valid() and (kept := form.save()):
        return redirect(kept)
    return render(request, f"settings/import_{kind}.html", {"form": form, **about})


def _list_of(request: SignedInRequest, pk: int, **kind: ListKind) -> PeopleUpload:
    require(can_change_people, request.user, why=DENIED_BECAUSE)
    return get_object_or_404(PeopleUpload.objects.visible_to(request.user), pk=pk, **kind)


def _check_of(request: SignedInRequest, kept: PeopleUpload) -> Check:
    if kept.kind == ListKind.TEAMS:
        return check_teams_file(actor=request.user, upload=kept)
    return check_people_file(actor=request.user, upload=kept)


@get_or_post
def match_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the columns and words of a list are: asked where something is not known, and open to be corrected."""
    kept = _list_of(request, pk)
    if kept.outcome is not None:
        return redirect(kept)
    check = _check_of(request, kept)
    form = ListMatchForm(form_data(request), actor=request.user, upload=kept, check=check)
    if form.is_valid() and form.save():
        return redirect(kept)
    parts = {"upload": kept, "back": reverse(f"accounts:import-{kept.kind}"), "kind": kept.get_kind_display(), "check": check}
    return render(request, "settings/match_list.html", match_page(form) | parts)


@get_or_post
def check_people(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the list would do, or once stored, what it did."""
    return _check(request, _list_of(request, pk, kind=ListKind.PEOPLE))


@get_or_post
def check_teams(request: SignedInRequest, pk: int) -> HttpResponse:
    return _check(request, _list_of(request, pk, kind=ListKind.TEAMS))


def _check(request: SignedInRequest, kept: PeopleUpload) -> HttpResponse:
    kind = ListKind(kept.kind)
    if kept.outcome is not None:
        done = done_page(kept, request.user) | {"can_mail": settings.MAIL_IS_SET_UP, **_addresses(kind)}
        return redirect(kept) if request.method == "POST" else render(request, "settings/imported_list.html", done)
    check = _check_of(request, kept)
    if check.asks and request.method != "POST":
        return redirect("accounts:match-list", kept.pk)
    if file := download(request, every_row(check)):
        return file
    form = STORE_FORMS[kind](form_data(request), actor=request.user, upload=kept, check=check)
    if form.is_valid() and form.save():
        return redirect(kept)
    gone = who_is_gone(check, request.user)
    parts = {"upload": kept, "check": check, "form": form, "exports": EXPORTS, **check_page(check, kind.label.lower()), **gone}
    return render(request, "settings/check_list.html", parts | _addresses(kind))


def _addresses(kind: ListKind) -> dict[str, Any]:
    return {
        "kind": kind.label,
        "list_url": reverse(f"accounts:{kind}"),
        "import_url": reverse(f"accounts:import-{kind}"),
        "is_of_people": kind == ListKind.PEOPLE,
    }


@require_safe
def refused_rows(request: SignedInRequest, pk: int) -> HttpResponse:
    """The rows that cannot be taken, as a workbook to correct and bring again."""
    kept = _list_of(request, pk)
    if kept.outcome is not None:
        table = refused_workbook(JOINED.read(kept.outcome))
    else:
        check = _check_of(request, kept)
        table = rows_to_correct(check.sheet, wrong_rows(check.refused), name="Rows to correct") if check.refused else None
    if table is None:
        raise Http404
    return sheets_as_file([table], "xlsx", f"{kept.get_kind_display()} to correct")
