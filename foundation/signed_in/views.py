"""Where I am signed in; and what a page asks about the time that is left."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.queries import people_for_list
from foundation.accounts.requests import SignedInRequest, call_service, discards_post, may_repeat
from foundation.council.models import Council

from .limits import LIMITS, left, stays_by_doing
from .models import SignedInBrowser
from .queries import browsers_of
from .services import end_other_sessions, end_session, end_sessions_of, note_seen


@require_safe
def browsers(request: SignedInRequest) -> HttpResponse:
    found = list(browsers_of(request.user))
    context = {
        "here": next((each for each in found if each.session_key == request.session.session_key), None),
        "others": [each for each in found if each.session_key != request.session.session_key],
        "idle_minutes": LIMITS.idle // 60,
        "hours": LIMITS.whole // 3600,
        "council": Council.current(),
    }
    return render(request, "signed_in/browsers.html", context)


@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    browser = get_object_or_404(SignedInBrowser.objects.filter(person=request.user), pk=pk)
    call_service(request, end_session, f"You are signed out there: {browser}.", browser=browser)
    return redirect("signed_in:browsers")


@may_repeat("each press ends what is there")
@require_POST
def end_others(request: SignedInRequest) -> HttpResponse:
    call_service(request, end_other_sessions, "You are signed out everywhere else.", but=request.session.session_key or "")
    return redirect("signed_in:browsers")


@may_repeat("each press ends what is there")
@require_POST
def end_all_of(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_change_people, request.user)
    person = get_object_or_404(people_for_list(), pk=pk)
    call_service(request, end_sessions_of, f"{person.name} is signed out everywhere.", person=person)
    return redirect("accounts:person", pk)


@require_safe
def time_left(request: SignedInRequest) -> HttpResponse:
    """In seconds; asking is not doing something."""
    return JsonResponse({"left": left(request), "can_stay": stays_by_doing(request)})


@discards_post("nothing is typed")
@require_POST
def stay(request: SignedInRequest) -> HttpResponse:
    note_seen(request, at_once=True)
    return JsonResponse({"left": left(request), "can_stay": stays_by_doing(request)})
