"""`{% load saved_views %}`: the views of the list that is open, and a form for another."""

from typing import Any

from django import template
from django.template import Context

from foundation.saved_views.forms import SaveViewForm
from foundation.saved_views.models import SavedView
from foundation.saved_views.services import lasting_filters

register = template.Library()


@register.inclusion_tag("saved_views/views.html", takes_context=True)
def saved_views(context: Context, place: str = "") -> dict[str, Any]:
    """What the person saved of this list or is offered, each with whether it is open now.

    Pages that are narrowed alike share their views: those of `place`, each of which opens on the page that is open.
    """
    request = context["request"]
    page, filters = request.resolver_match.view_name, lasting_filters(request.GET)
    views = list(SavedView.objects.visible_to(request.user).of_list(place or page))
    return {
        # The token of the form says whose page it stands on, so that a name typed there is kept for them.
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "is_list": not place,
        "views": [{"view": view, "href": view.on_page(page), "is_open": view.filters == filters} for view in views],
        "own": [view for view in views if view.person_id == request.user.pk],
        "form": SaveViewForm(actor=request.user, initial={"place": place or page, "page": page, "filters": filters}),
    }
