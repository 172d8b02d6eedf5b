"""“Confirm your password”: asked in front of an act that nobody should do from a window that its person left open."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from foundation.accounts.fresh_password import MINUTES, has_fresh_password, note_password_given
from foundation.accounts.requests import SignedInRequest, form_data
from foundation.accounts.typed_text import BOOKKEEPING

from .forms import PasswordAgainForm

FIELD = "password_again"


def ask_for_password(request: SignedInRequest, *, before: str, cancel_url: str) -> HttpResponse | None:
    """The page that asks for it, at the address of the act itself; None where the act may go on: the password was given minutes ago.

    `before` says what it is asked for (“you approve the report”). A view calls this once it has asked for permission. What was sent to
    it goes through the page and comes out again, files excepted; since the password is sent there too, the view discards posts.
    """
    sent = form_data(request)
    carried = _carried(request)
    if has_fresh_password(request):
        return redirect(request.get_full_path()) if sent and FIELD in sent and not carried else None
    form = PasswordAgainForm(sent if sent and FIELD in sent else None, request=request)
    if form.is_valid() and form.save():
        note_password_given(request)
        return None if carried else redirect(request.get_full_path())
    context = {"form": form, "before": before, "carried": carried, "minutes": MINUTES, "cancel_url": cancel_url}
    return render(request, "passwords/password_again.html", context)


def _carried(request: SignedInRequest) -> list[tuple[str, str]]:
    """What the form sent that was asked about, each name with what was in it."""
    own = {*BOOKKEEPING, FIELD}
    return [(name, value) for name, values in request.POST.lists() if name not in own for value in values]
