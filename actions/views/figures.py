"""How closing goes, and what a manager takes into supervision."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.forms.figures import FiguresForm
from actions.models import Action
from actions.pages.figures import HEADER, by_heading, closing_rows
from actions.pages.moved import MOVED, moved_cells
from actions.pages.supervision import supervised
from actions.pages.tables import closing_table, moved_table, supervision_table
from actions.permissions import can_see_figures, can_supervise
from actions.queries.figures import closing_figures
from actions.queries.moved import moved_by_service
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today
from foundation.council.downloads import sheets_as_file
from foundation.council.months import last_day, period_name
from foundation.documents import plain_table

FILES = {"csv": "Closing actions", "xlsx": "Closing actions", "moved": "Due dates moved"}
EXPORTS = (
    {"text": "CSV", "format": "csv"},
    {"text": "CSV of moved dates", "format": "moved"},
    {"text": "Excel", "format": "xlsx"},
)


@require_safe
def figures(request: SignedInRequest) -> HttpResponse:
    require(can_see_figures, request.user, why="Leaders and service managers see how closing goes.")
    form = FiguresForm(request.GET, on=today())
    first, last = form.period
    seen = Action.objects.not_hidden_from(request.user)
    closing, moved = closing_figures(seen, first, last_day(last)), moved_by_service(seen, first, last_day(last), today())
    shown = {
        "form": form,
        "closing": [closing_table(heading, found) for heading, found in by_heading(closing).items()],
        "moved": moved_table(moved),
        "period": period_name(first, last),
        "exports": EXPORTS,
    }
    form_asked = request.GET.get("export", "")
    if form_asked in FILES:
        closed = plain_table("Closing actions", HEADER, closing_rows(closing))
        dates = plain_table("Due dates moved", MOVED, [moved_cells(each) for each in moved])
        return sheets_as_file([dates] if form_asked == "moved" else [closed, dates], form_asked, FILES[form_asked])
    return render(request, "actions/figures.html", shown)


@require_safe
def supervision(request: SignedInRequest, pk: int) -> HttpResponse:
    """One worker's open actions, to print and talk about."""
    person = get_object_or_404(Person.objects.select_related("team", "line_manager"), pk=pk)
    require(can_supervise, request.user, person, why="Their manager sees this page.")
    seen = Action.objects.visible_to(request.user)
    table = supervision_table(person, supervised(seen, person, today()))
    return render(request, "actions/supervision.html", {"person": person, "on": today(), "table": table})
