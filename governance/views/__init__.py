"""The pages of information governance."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from foundation.accounts.permissions import Predicate, require
from foundation.accounts.requests import SignedInRequest
from governance.services.holds import MAY_KEEP

SEES = "The information governance officer, the QA lead, directors and administrators see retention and the facts for the law."


def keep(request: SignedInRequest, may: Predicate, why: str = MAY_KEEP) -> None:
    require(may, request.user, why=why)


def ask(request: SignedInRequest, form: Any, *, asks: str, said: str, crumbs: list[tuple[str, str]], **also: Any) -> HttpResponse:
    """A page that asks, and goes on to what was stored, or to the last of its crumbs."""
    if form.is_valid() and (done := form.save()):
        messages.success(request, said)
        return redirect(done) if hasattr(done, "get_absolute_url") else redirect(crumbs[-1][1])
    return render(request, "governance/ask.html", {"form": form, "asks": asks, "crumbs": crumbs, **also})
