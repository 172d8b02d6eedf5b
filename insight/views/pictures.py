"""Each picture of Results, of what the address asks for, as its reader is shown it."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from audits.enums import Stage
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.govuk.pictures import picture_response
from insight.pages.grades_moderation import flow_of_grades
from insight.pages.grades_over_time import domains_picture, over_time_picture
from insight.pages.grades_services import services_picture
from insight.pages.pictures import STAGES, Picture, bars_picture
from insight.permissions import can_see_insight
from insight.queries.services import parts_side_by_side

from .asked import AskedResults, asked_of

Draw = Callable[[AskedResults], Picture | None]


def _bars(of: str) -> Draw:
    return lambda asked: bars_picture(asked.shown.months, of)


def _services(stage: Stage) -> Draw:
    def draw(asked: AskedResults) -> Picture | None:
        found, _ = parts_side_by_side(asked.person, asked.scope, asked.shown)
        at_stage = next((each for each in found if each.stage == stage), None)
        return services_picture(at_stage, asked.scope) if at_stage else None

    return draw


PICTURES: Mapping[str, Draw] = {
    "overall": _bars("overall"),
    **{code: _bars(code) for code in STAGES},
    "over-time": lambda asked: over_time_picture(asked.shown.months),
    "domains": lambda asked: domains_picture(asked.shown.months),
    "flow": lambda asked: flow_of_grades(asked.flow),
    **{f"services-{code}": _services(stage) for code, stage in STAGES.items()},
}


@require_safe
def chart(request: SignedInRequest, of: str) -> HttpResponse:
    """The wide one; with `?middle` or `?narrow` that for a tablet or a phone."""
    require(can_see_insight, request.user)
    asked = asked_of(request, compares=of == "flow") if of in PICTURES else None
    drawn = PICTURES[of](asked) if asked else None
    if drawn is None:
        raise Http404
    return picture_response(next((getattr(drawn, shape) for shape in ("narrow", "middle") if shape in request.GET), drawn.wide))
