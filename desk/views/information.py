"""Help, contact, privacy and accessibility: for everybody, signed in or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.pages.guides import guides_for


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/help.html", {"guides": guides_for(request.user)})


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/contact.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/privacy.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/accessibility.html")
