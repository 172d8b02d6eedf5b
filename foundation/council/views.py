"""The council's look, as files that a page links to."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .models import Council


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def look(request: HttpRequest) -> HttpResponse:
    """The stylesheet that sets the council's colour."""
    return HttpResponse(f":root {{ --council-colour: {Council.current().colour}; }}\n", content_type="text/css")


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def logo(request: HttpRequest) -> HttpResponse:
    council = Council.current()
    if not council.logo:
        raise Http404
    return HttpResponse(bytes(council.logo), content_type=council.logo_type)
