"""What waits for a second person, and confirming or refusing it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.models import PowerRequest
from foundation.accounts.permissions import can_confirm_powers, require
from foundation.accounts.requests import SignedInRequest, asks_again, call_service, discards_post, get_or_post
from foundation.accounts.services import confirm_power, refuse_power, second_people
from foundation.accounts.tables import roles_in_words

ANSWERED_SHOWN = 50


@require_safe
def powers(request: SignedInRequest) -> HttpResponse:
    require(can_confirm_powers, request.user, why="Administrators and QA leads see who was given what.")
    answered = PowerRequest.objects.exclude(agreed=None).select_related("person", "asked_by", "answered_by", "team", "service", "worker")
    shown = {"waiting": PowerRequest.objects.open(), "answered": answered.order_by("-answered_on", "-pk")[:ANSWERED_SHOWN]}
    return render(request, "settings/powers.html", shown)


@asks_again("you answer for a second person")
@discards_post("nothing that anybody typed, and a password")
@get_or_post
def power(request: SignedInRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(PowerRequest.objects.seen_by(request.user).select_related("person", "asked_by", "answered_by"), pk=pk)
    if request.method == "POST":
        answer, said = (confirm_power, "is given") if "confirm" in request.POST else (refuse_power, "is refused")
        call_service(request, answer, lambda _: f"{asked}: {said}.", request=asked)
        return redirect(asked)
    can = PowerRequest.objects.to_confirm(request.user).filter(pk=pk).exists()
    others = second_people(actor=asked.asked_by, person=asked.person, what=asked.what) if asked.agreed is None else []
    shown = {"asked": asked, "can": can, "mine": asked.asked_by == request.user, "others": others}
    shown |= {"may_see_all": can_confirm_powers(request.user), "roles": roles_in_words(asked.person)}
    return render(request, "settings/power.html", shown)
