"""“Confirm that it is you”: asked in front of an act that nobody should do from a window that its person left open.

By their password; or by a passkey or their account at the council's provider, where they have one (`other_ways`).
"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from foundation.accounts.fresh_password import has_fresh_password, note_password_given
from foundation.accounts.requests import SignedInRequest, form_data
from foundation.accounts.typed_text import BOOKKEEPING

from .forms import PasswordAgainForm
from .other_ways import OtherWay, ways_of

FIELD, ANOTHER_WAY = "password_again", "confirm_by"
_CARRIED = "carried_while_asked"


def ask_for_password(request: SignedInRequest, *, before: str, cancel_url: str) -> HttpResponse | None:
    """The page that asks, at the address of the act itself; None where the act may go on: they showed minutes ago that it is they.

    `before` says what it is asked for (“you approve the report”). A view calls this once it has asked for permission. What was sent to
    it goes through the page and comes out again, files excepted; since the password is sent there too, the view discards posts. Who has
    no password here and no other way is asked for nothing: there is nothing that they could give.
    """
    ways = ways_of(request)
    carried, sent = _carried(request), request.POST
    asked_for = {"before": before, "carried": carried, "cancel_url": cancel_url}
    if not must_ask(request, ways):
        return _go_on(request, asked_for)
    if way := next((way for way in ways if way.name == sent.get(ANOTHER_WAY)), None):
        request.session[_CARRIED] = {"path": request.get_full_path(), "fields": carried}
        return way.begin(request, request.get_full_path())
    form = PasswordAgainForm(sent if FIELD in sent else None, request=request)
    if form.is_valid() and form.save():
        note_password_given(request)
        return None if carried else redirect(request.get_full_path())
    shown = {"form": form, "ways": ways, "minutes": settings.PASSWORD_AGAIN_MINUTES, "has_password": request.user.has_usable_password()}
    return render(request, "passwords/password_again.html", asked_for | shown)


def must_ask(request: SignedInRequest, ways: list[OtherWay] | None = None) -> bool:
    if has_fresh_password(request):
        return False
    return request.user.has_usable_password() or bool(ways_of(request) if ways is None else ways)


def is_back_with_words(request: SignedInRequest) -> bool:
    """From another way, to send what was kept: for a page that asks before a press on it, and not before it is read."""
    kept = request.session.get(_CARRIED)
    return request.method == "GET" and kept is not None and kept["path"] == request.get_full_path()


def _go_on(request: SignedInRequest, asked_for: dict) -> HttpResponse | None:
    """Who comes back from another way sends what was kept there by one more press: nothing is done by opening an address."""
    if sent := form_data(request):
        return redirect(request.get_full_path()) if FIELD in sent and not asked_for["carried"] else None
    if is_back_with_words(request) and (fields := request.session.pop(_CARRIED)["fields"]):
        return render(request, "passwords/go_on.html", asked_for | {"carried": fields})
    return None


def _carried(request: SignedInRequest) -> list[tuple[str, str]]:
    """What the form sent that was asked about, each name with what was in it."""
    own = {*BOOKKEEPING, FIELD, ANOTHER_WAY}
    return [(name, value) for name, values in request.POST.lists() if name not in own for value in values]
