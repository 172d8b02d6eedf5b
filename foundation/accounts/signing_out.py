"""Signing out leaves nothing of the person in the browser."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse

from foundation.gate.cookies import MessagesCookie

from .signing_trail import note_signed_out

COOKIES = (settings.CSRF_COOKIE_NAME, MessagesCookie.cookie_name)


class SignOutView(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            note_signed_out(request.user)
        response = super().post(request, *args, **kwargs)
        # Not "cookies": a browser clears those of the council's whole domain, and would sign people out of everything else there.
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        for name in COOKIES:
            response.delete_cookie(name, samesite="Lax")
        return response
