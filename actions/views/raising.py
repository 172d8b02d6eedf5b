"""Raising an action, and asking whether it is there already."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from actions.forms import RaiseForm
from actions.permissions import can_raise
from audits.auditing.forms.in_place import BEGUN
from audits.models import Audit
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, discards_post, form_data, get_or_post, may_repeat

from .fetching import source_asked_for, way_back


@get_or_post
def raise_one(request: SignedInRequest) -> HttpResponse:
    source = source_asked_for(request)
    require(can_raise, request.user, source)
    back = way_back(request)
    form = RaiseForm(
        form_data(request),
        source=source,
        actor=request.user,
        back=back,
        domain=request.GET.get("domain", ""),
        what=request.GET.get("what", ""),
        initial=begun_in_place(request, source),
    )
    if form.is_valid() and (action := form.save()):
        request.session.pop(BEGUN, None)
        messages.success(request, f"Action {action.number} raised: {action.owner or 'nobody yet'} owns it.")
        return redirect(request.get_full_path() if "another" in request.POST else back or action)
    already = source.actions.visible_to(request.user).live() if source else []
    return render(request, "actions/raise.html", {"form": form, "source": source, "already": already})


def begun_in_place(request: SignedInRequest, source: Any) -> dict[str, Any]:
    """What the auditor began to write in the line of a domain, by the fields of the longer form."""
    number, begun = request.session.get(BEGUN, (None, {}))
    if not isinstance(source, Audit) or number != source.number:
        return {}
    due = begun["due"]
    return {**begun, "due": datetime.date.fromisoformat(due) if due else None}


@discards_post("the page that asks holds the words")
@may_repeat("it only reads")
@require_POST
def similar(request: SignedInRequest) -> HttpResponse:
    """Actions like the one that is being written: a part of the page, asked for while typing."""
    source = source_asked_for(request)
    require(can_raise, request.user, source)
    form = RaiseForm(request.POST, source=source, actor=request.user)
    form.is_valid()
    return render(request, "actions/_similar.html", {"similar": form.similar})
