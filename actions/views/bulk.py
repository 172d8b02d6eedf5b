"""Several actions at once: choose, see every consequence, do it as a unit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from actions.filters import ActionFilter
from actions.forms.bulk import REASSIGN, BulkChangeForm, ReassignAllForm
from actions.models import Action
from actions.pages.tables import consequences_table
from actions.permissions import can_reassign_all, oversees_others
from actions.querysets import ActionQuerySet
from actions.services.bulk import MOST, apply_bulk_change, preview_bulk_change, version_token
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.govuk.list_tables import is_about_all, ticked_in


@get_or_post
def bulk_change(request: SignedInRequest) -> HttpResponse:
    """Of the actions that the tracker's filters show."""
    require(oversees_others, request.user, why="Managers and the QA lead change several actions at once.")
    listed = Action.objects.visible_to(request.user).live().unfinished().exclude(owner=request.user).for_list().prefetch_related("helpers")
    matching = ActionFilter(request.GET, queryset=listed, request=request).qs
    offered = [action.pk for action in matching[:MOST]]
    form = BulkChangeForm(
        form_data(request),
        offered=Action.objects.filter(pk__in=offered).for_list(),
        reader=request.user,
        initial={"actions": offered if is_about_all(request.GET) else ticked_in(request.GET), "act": request.GET.get("act", "")},
    )
    if form.is_valid():
        return _consequences(request, form.cleaned_data["actions"], form.cleaned_data["act"], form.answers)
    return render(request, "actions/bulk_change.html", {"form": form, "says": _what_is_selected(request, matching.count(), offered)})


def _what_is_selected(request: SignedInRequest, count: int, offered: list[int]) -> str:
    if count > MOST:
        return f"{count} actions match; at most {MOST} are changed at once, so these are the first {MOST}. Narrow the filters for others."
    ticked = offered if is_about_all(request.GET) else set(ticked_in(request.GET)) & set(offered)
    return f"{len(ticked)} of the {count} actions that match {'is' if len(ticked) == 1 else 'are'} selected."


@get_or_post
def reassign_all(request: SignedInRequest) -> HttpResponse:
    """All that one person leaves behind."""
    require(can_reassign_all, request.user, why="The QA lead gives all of a person’s actions to somebody else.")
    form = ReassignAllForm(form_data(request), actor=request.user)
    if form.is_valid():
        given = form.cleaned_data
        left = Action.objects.visible_to(request.user).standing().open().filter(owner=given["whose"]).for_list()
        return _consequences(request, left, REASSIGN, {name: given[name] for name in ("owner", "reason", "due")})
    return render(request, "actions/reassign_all.html", {"form": form})


def _consequences(request: SignedInRequest, actions: ActionQuerySet, act: str, answers: dict[str, Any]) -> HttpResponse:
    """What would happen, or, where that was seen and confirmed, doing it."""
    said = ""
    if "seen" in request.POST:
        try:
            done = apply_bulk_change(actor=request.user, actions=actions, act=act, seen=request.POST["seen"], **answers)
        except ValidationError as refused:
            said = " ".join(refused.messages)
        else:
            messages.success(request, f"Done: {len(done)} action{'' if len(done) == 1 else 's'} changed.")
            return redirect("actions:list")
    try:
        consequences = preview_bulk_change(actor=request.user, actions=actions, act=act, **answers)
    except (ValidationError, PermissionDenied) as refused:
        says = str(refused.messages[0] if isinstance(refused, ValidationError) else refused)
        return too_late(request, says, request.get_full_path())
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in ("seen", "csrfmiddlewaretoken")]
    found = {
        "consequences": consequences_table(consequences),
        "said": said,
        "sent": sent,
        "seen": version_token(each.action for each in consequences),
        "is_refused": any(each.refused for each in consequences),
        "count": len(consequences),
    }
    return render(request, "actions/consequences.html", found)
