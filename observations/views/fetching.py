"""An observation that somebody may open, and what an address fills in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from audits.models import Cycle
from foundation.accounts.requests import SignedInRequest, too_late
from foundation.council.months import parse_month
from observations.models import Observation, ObservationPlan


def opened_observation(request: SignedInRequest, number: int) -> Observation:
    """One that this person sees, or that is planned with them as the practitioner."""
    return get_object_or_404(Observation.objects.opened_by(request.user).for_page(), number=number)


def over(request: SignedInRequest, observation: Observation) -> HttpResponse:
    """Somebody did this first, or it is too early: nothing changes."""
    return too_late(request, f"Observation {observation.number} is “{observation.get_state_display()}”. Nothing was changed.", observation)


def asked_for(request: SignedInRequest) -> dict[str, Any]:
    """What `?cycle=2023-06&audit=1042&plan=3` fills in; anything else is left to the form."""
    asked: dict[str, Any] = {"audit": request.GET["audit"]} if request.GET.get("audit", "").isdecimal() else {}
    number = request.GET.get("plan", "")
    if number.isdecimal() and len(number) < 10 and (plan := ObservationPlan.objects.filter(pk=int(number)).first()):
        asked |= {"plan": plan, "cycle": plan.cycle}
    try:
        return {**asked, "cycle": Cycle.objects.monthly().filter(month=parse_month(request.GET["cycle"])).first()}
    except (KeyError, ValueError):
        return asked
