"""A page of settings of which there is one row: asked, saved, and back to the same page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from foundation.govuk.forms import ServiceForm

from .permissions import Predicate, require
from .requests import SignedInRequest, form_data, get_or_post


def settings_page(
    form_class: type[ServiceForm], template: str, *, may: Predicate, denied_because: str, said: str, then: str = ""
) -> Callable[[SignedInRequest], HttpResponse]:
    """The view that asks `form_class`, which begins with what is stored, and says `said` once it is saved.

    `then` is the name of the address that follows, the page itself unless given.
    """

    @get_or_post
    def view(request: SignedInRequest) -> HttpResponse:
        require(may, request.user, why=denied_because)
        form = form_class(form_data(request), request.FILES or None, actor=request.user)
        if form.is_valid() and form.save():
            messages.success(request, said)
            return redirect(then or request.path)
        return render(request, template, {"form": form})

    return view
