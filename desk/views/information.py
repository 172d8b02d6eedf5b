"""Help, first steps, contact, privacy and accessibility: for everybody, signed in or not."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from desk.pages.first_steps import walks_for
from desk.pages.help import AREAS, area_called, sections_for
from desk.pages.who_sees_what import INTRODUCTION, sees_tables
from desk.queries.first_steps import hidden_steps
from desk.queries.who_sees_what import who_sees_what
from desk.services import hide_first_steps, show_first_steps
from foundation.accounts.enums import Role
from foundation.accounts.requests import SignedInRequest, discards_post, may_repeat
from foundation.council.clock import today
from governance.pages.retention import kept_for_sentences


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/help.html", {"areas": AREAS})


@login_not_required
@require_safe
def help_area(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_called(slug)
    if not area:
        raise Http404
    return render(request, "desk/help_area.html", {"area": area, "sections": sections_for(area, request.user), "areas": _beside(area.slug)})


@require_safe
def first_steps(request: SignedInRequest) -> HttpResponse:
    context = {"walks": walks_for(request.user), "some_are_hidden": hidden_steps(request.user).exists(), "areas": _beside("")}
    return render(request, "desk/first_steps.html", context)


@discards_post("nothing is typed")
@may_repeat("twice is once")
@require_POST
def hide_steps(request: SignedInRequest) -> HttpResponse:
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    hide_first_steps(actor=request.user, role=Role(role))
    return redirect("desk:my-work")


@discards_post("nothing is typed")
@may_repeat("twice is once")
@require_POST
def show_steps(request: SignedInRequest) -> HttpResponse:
    show_first_steps(actor=request.user)
    return redirect("desk:my-work")


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/contact.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/privacy.html", {"kept_for": kept_for_sentences()})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/accessibility.html", {"version": settings.VERSION, "as_of": today()})


def _beside(slug: str) -> list[dict[str, object]]:
    return [{"text": area.name, "href": area.url, "active": area.slug == slug} for area in AREAS]


@require_safe
def sees(request: SignedInRequest) -> HttpResponse:
    """For everybody who signs in: it tells of rules, of no record."""
    return render(request, "desk/who_sees_what.html", {"tables": sees_tables(who_sees_what()), "introduction": INTRODUCTION})
