"""What was sent after the session had ended, kept on the page that asks to sign in, so that no word is lost without a script.

Only views that say `keeps_words` take part: their pages are one person's, so that whoever signs in instead sends nothing
anywhere. The words travel signed in the page itself and are stored nowhere; after the sign-in their writer is shown a
button that sends them to the address that they were written for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import LoginView
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from .forms import SignInForm
from .known_browsers import make_known
from .signing_trail import note_failed, note_signed_in

SALT = "kept words"
# Beyond this the page would be too heavy; a section of the auditor's form is far below.
MOST_CHARACTERS = 200_000
SECONDS = 3600


@dataclass(frozen=True)
class KeptWords:
    """An address of this site, and the fields that were sent to it."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def words(self) -> list[str]:
        """What its writer would know again: sentences, no choices and no marks."""
        return [value for _, value in self.fields if " " in value.strip()]


def keeps_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose page is one person's alone: what they send after their session ended is kept."""
    view.keeps_words = True  # type: ignore[attr-defined]  # a mark that the middleware looks for
    return view


def sealed(request: HttpRequest) -> str:
    """What was sent, signed; empty where it is nothing, or too much."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    if not 0 < sum(len(name) + len(value) for name, value in fields) <= MOST_CHARACTERS:
        return ""
    return signing.dumps([request.get_full_path(), fields], salt=SALT, compress=True)


def unsealed(seal: str) -> KeptWords | None:
    """None for what this site did not sign, or signed too long ago."""
    try:
        path, fields = signing.loads(seal, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return KeptWords(path, [(name, value) for name, value in fields])


class SignedInOrKept(LoginRequiredMiddleware):
    """Everybody signs in first; who was signed out while writing does so without losing what they wrote."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        is_page = request.headers.get("Accept") != "application/json"
        if request.method == "POST" and is_page and getattr(view_func, "keeps_words", False) and (seal := sealed(request)):
            return render(request, "accounts/sign_in.html", {"form": form_with(request, seal)})
        return super().handle_no_permission(request, view_func)


def form_with(request: HttpRequest, seal: str) -> SignInForm:
    form = SignInForm(request, initial={"kept": seal})
    form.helper.form_action = reverse("accounts:sign-in")
    return form


class SignInView(LoginView):
    """Sign in, and go on with what was being written."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Signed in meanwhile, in another window.
        if request.user.is_authenticated and (kept := unsealed(request.POST.get("kept", ""))):
            return self.offer(kept)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        then = super().form_valid(form)
        note_signed_in(form.get_user())
        kept = unsealed(form.cleaned_data["kept"])
        response = self.offer(kept) if kept else then
        make_known(response, form.cleaned_data["username"])
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        note_failed(form)
        return super().form_invalid(form)

    def offer(self, kept: KeptWords) -> HttpResponse:
        return render(self.request, "accounts/kept_words.html", {"kept": kept})
