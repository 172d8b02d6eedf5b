"""Adding people from a list: choose a file, see what each row would do, store it."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from foundation.accounts.enums import Role
from foundation.accounts.forms import PeopleFileForm, StorePeopleForm
from foundation.accounts.models import PeopleUpload, Person
from foundation.accounts.pages import refused_table, taken_table
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.reading.columns import HEADINGS
from foundation.accounts.reading.people import PeopleCheck, PersonRow
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.accounts.services.joining import DENIED_BECAUSE, JOINED, LIMITS, check_people_file
from foundation.accounts.services.powers import needs_second_for_role
from foundation.council.downloads import download
from foundation.documents import plain_table
from foundation.gate.sizes import takes_files

SHOWN = 200


@takes_files(LIMITS.file_bytes)
@get_or_post
def import_people(request: SignedInRequest) -> HttpResponse:
    require(can_change_people, request.user, why=DENIED_BECAUSE)
    if blank := download(request, plain_table("People", [heading.capitalize() for heading in HEADINGS], [])):
        return blank
    form = PeopleFileForm(form_data(request), request.FILES or None, actor=request.user)
    form.cancel_url = reverse("accounts:people")
    if form.is_valid() and (kept := form.save()):
        return redirect(kept)
    return render(request, "settings/import_people.html", {"form": form, "roles": [role.label for role in Role]})


@get_or_post
def check_people(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the list would do, or once stored, what it did."""
    require(can_change_people, request.user, why=DENIED_BECAUSE)
    kept = get_object_or_404(PeopleUpload.objects.visible_to(request.user), pk=pk)
    if kept.outcome is not None:
        done = {"upload": kept, "outcome": JOINED.read(kept.outcome), "can_mail": settings.MAIL_IS_SET_UP}
        return redirect(kept) if request.method == "POST" else render(request, "settings/imported_people.html", done)
    check = check_people_file(actor=request.user, upload=kept)
    form = StorePeopleForm(form_data(request), actor=request.user, upload=kept, check=check)
    form.cancel_url = reverse("accounts:people")
    if form.is_valid() and form.save():
        return redirect(kept)
    return render(request, "settings/check_people.html", {"upload": kept, "check": check, "form": form, **_shown(check, request.user)})


def _shown(check: PeopleCheck, actor: Person) -> dict[str, Any]:
    taken = sorted([*check.new, *check.changed], key=lambda row: row.number)
    return {
        "figures": [
            {"number": check.read, "text": "rows read"},
            {"number": len(check.new), "text": "new people"},
            {"number": len(check.changed), "text": "people who change"},
            {"number": len(check.unchanged), "text": "here already, as they are"},
            {"number": len(check.refused), "text": "rows refused"},
        ],
        "taken": taken_table([_row(row, actor) for row in taken[:SHOWN]], more=len(taken) - SHOWN) if taken else None,
        "refused": refused_table(check.refused) if check.refused else None,
        "waits": any(_waits(row, actor) for row in taken),
    }


def _row(row: PersonRow, actor: Person) -> dict[str, Any]:
    changes = [f"{name}: {after}" if not before else f"{name}: {before} → {after}" for name, before, after in row.changes]
    if row.is_new:
        manager = f"row {row.line_manager}" if isinstance(row.line_manager, int) else row.line_manager
        roles = ", ".join(role.label for role in row.roles)
        facts = {"E-mail address": row.email, "Job title": row.job_title, "Team": row.team, "Line manager": manager, "Roles": roles}
        changes = [f"{name}: {value}" for name, value in facts.items() if value]
    named = row.person.name if row.person else row.name
    return {"number": row.number, "name": named, "is_new": row.is_new, "changes": changes, "waits": _waits(row, actor)}


def _waits(row: PersonRow, actor: Person) -> str:
    """The roles that wait for a second person."""
    about = row.person or Person()
    return ", ".join(role.label for role in row.added_roles if needs_second_for_role(actor, about, role))
