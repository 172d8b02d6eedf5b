"""What the pages of actions are about, where the person may see it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from actions.models import Action
from audits.models import Audit
from foundation.accounts.requests import SignedInRequest
from foundation.names.numbers import whole_number
from observations.models import Observation
from performance.models import Indicator
from studies.models import Study


def visible_action(request: SignedInRequest, number: int) -> Action:
    return get_object_or_404(Action.objects.visible_to(request.user).for_page(), number=number)


def way_back(request: SignedInRequest) -> str:
    """`?back=`, an address of this site to return to once the action is raised."""
    back = request.GET.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


def source_asked_for(request: SignedInRequest) -> Audit | Observation | Indicator | Study | None:
    """What `?audit=`, `?observation=`, `?study=` or `?indicator=` names, where this person may see it."""
    asked = request.GET
    if "indicator" in asked:
        return get_object_or_404(Indicator, slug=asked["indicator"])
    for name, kind in (("audit", Audit), ("observation", Observation), ("study", Study)):
        if name in asked:
            number = whole_number(asked[name])
            if number is None:
                raise Http404
            return get_object_or_404(kind.objects.visible_to(request.user), number=number)
    return None
