"""Signing in. What was sent while nobody was signed in is kept and offered by `foundation.sending`."""

from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpResponse

from .forms import SignInForm
from .fresh_password import note_password_given
from .known_browsers import make_known
from .signing_trail import note_failed, note_signed_in


class SignInView(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note_signed_in(form.get_user())
        note_password_given(self.request)
        make_known(response, form.cleaned_data["username"])
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        note_failed(form)
        return super().form_invalid(form)
