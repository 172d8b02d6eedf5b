"""Pages on which a password is chosen, changed, or a link for it asked for."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.known_browsers import make_known
from foundation.accounts.password_links import password_links
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.queries import people_for_list
from foundation.accounts.requests import SignedInRequest, call_service, discards_post, form_data, get_or_post, own_address
from foundation.health.origin import network_address

from .forms import ByLinkForm, ForgottenForm, MyPasswordForm, TemporaryPasswordForm
from .password_again import ask_for_password
from .services import HOURS, send_link


@get_or_post
def forgotten(request: HttpRequest) -> HttpResponse:
    form = ForgottenForm(form_data(request))
    if settings.MAIL_IS_SET_UP and form.is_valid():
        form.ask(network_address(request))
        return render(request, "passwords/asked.html", {"hours": HOURS})
    return render(request, "passwords/forgotten.html", {"form": form, "can_mail": settings.MAIL_IS_SET_UP})


class ByLink(PasswordResetConfirmView):
    """Django's: the link's key goes into the session and out of the address, so that no page names it to another site."""

    template_name = "passwords/by_link.html"
    form_class = ByLinkForm  # type: ignore[assignment]  # Django names its own form here and asks of it only what ours has
    token_generator = password_links

    def get_user(self, uidb64: str) -> Any:
        person = super().get_user(uidb64)
        return person if person and person.is_active and not person.is_system else None

    def form_valid(self, form: Any) -> HttpResponse:
        person = form.save()
        if person is None:
            return self.form_invalid(form)
        del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        messages.success(self.request, "Your password was saved. Sign in with it.")
        response = redirect("accounts:sign-in")
        make_known(response, person.email)
        return response


@discards_post("a password")
@get_or_post
def my_password(request: SignedInRequest) -> HttpResponse:
    form = MyPasswordForm(form_data(request), actor=request.user)
    if form.is_valid() and (person := form.save()):
        update_session_auth_hash(request, person)
        messages.success(request, "Your password was changed. You are signed out everywhere else.")
        return redirect("desk:my-work")
    return render(request, "passwords/my_password.html", {"form": form, "forced": request.user.must_change_password})


@require_POST
def mail_link(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_change_people, request.user)
    person = get_object_or_404(people_for_list(), pk=pk)
    said = f"A link to choose a password goes to {person.email}. It works once, for {HOURS} hours."
    call_service(request, send_link, said, person=person)
    return redirect("accounts:person", pk)


@discards_post("a password")
@get_or_post
def temporary_password(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_change_people, request.user)
    person = get_object_or_404(people_for_list(), pk=pk)
    form = TemporaryPasswordForm(form_data(request), actor=request.user, person=person)
    if form.is_valid() and form.save():
        messages.success(request, f"The temporary password was set. {person.name} must choose another at the first sign-in.")
        return redirect("accounts:person", pk)
    return render(request, "passwords/temporary.html", {"form": form, "person": person})


@discards_post("a password")
@get_or_post
def before_file(request: SignedInRequest) -> HttpResponse:
    """In front of a file of case content (`asking_again`); then a button for it, since a browser that takes a file stays where it is."""
    file, back = own_address(request, request.GET.get("next", "")), own_address(request, request.GET.get("back", ""))
    if asked := ask_for_password(request, before="you take this file", cancel_url=back):
        return asked
    return render(request, "passwords/take_file.html", {"file": file, "back": back})
