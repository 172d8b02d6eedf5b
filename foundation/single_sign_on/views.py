"""To the council's provider and back."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.fresh_password import note_password_given
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.queries import people_for_list
from foundation.accounts.requests import SignedInRequest, call_service, own_address
from foundation.accounts.signing_in import enter, let_in

from .again import confirmed_again, forget_again, is_asked_again
from .provider import NotSignedIn, ProviderSilent, claims_in, lead_there
from .services import AccountRefused, note_refused, person_of, take_account_off

_GOING_TO = "going_to_after_sign_in"
AWAY = "The council’s sign-in does not answer. Try again in a few minutes, or sign in with a password if you have one."
BACK_WITHOUT = "You were not signed in. Try again; if it happens again, tell the people who run the council’s accounts."


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    if not settings.OIDC_ISSUER:
        raise Http404
    request.session[_GOING_TO] = own_address(request, request.GET.get("next", ""))
    forget_again(request)
    try:
        return lead_there(request)
    except ProviderSilent:
        return _not_in(request, AWAY, status=503)


@require_safe
def back(request: HttpRequest) -> HttpResponse:
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        claims = claims_in(request)
        if is_asked_again(request):
            going_to = confirmed_again(request, claims)
            note_password_given(request)
            return redirect(going_to)
        person = person_of(claims=claims)
    except NotSignedIn:
        note_refused(why="not signed in there")
        return _not_in(request, BACK_WITHOUT, status=400)
    except ProviderSilent:
        return _not_in(request, AWAY, status=503)
    except AccountRefused as refused:
        note_refused(why=refused.why, person=refused.person)
        return _not_in(request, str(refused), status=403)
    going_to = request.session.pop(_GOING_TO, resolve_url(settings.LOGIN_REDIRECT_URL))
    # A provider that asks for a second step itself need not be followed by another.
    return let_in(request, person, going_to) if settings.OIDC_HAS_SECOND_STEP else enter(request, person, going_to)


def _not_in(request: HttpRequest, says: str, *, status: int) -> HttpResponse:
    return render(request, "single_sign_on/not_in.html", {"says": says}, status=status)


@require_POST
def take_off(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_change_people, request.user)
    person = get_object_or_404(people_for_list(), pk=pk)
    said = f"The account was taken off. The next one that comes with the address of {person.name} is linked."
    call_service(request, take_account_off, said, person=person)
    return redirect("accounts:person", pk)
