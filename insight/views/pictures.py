"""Each picture of Results, of what the address asks for, as its reader is shown it."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from audits.enums import Stage, TimeSpan
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.govuk.pictures import picture_response
from insight.pages.grades_completion import completion_picture, times_picture
from insight.pages.grades_moderation import flow_of_grades, moves_picture, rates_picture
from insight.pages.grades_over_time import domains_picture, over_time_picture
from insight.pages.grades_services import services_picture
from insight.pages.pictures import STAGES, Picture, bars_picture
from insight.permissions import can_see_insight
from insight.queries.completion import completion
from insight.queries.services import parts_side_by_side
from insight.queries.times_taken import shown_times, times_taken

from .asked import AskedResults, asked_of
from .grade_pages import moderated_months

Draw = Callable[[AskedResults], Picture | None]


def _bars(of: str) -> Draw:
    return lambda asked: bars_picture(asked.shown.months, of)


def _services(stage: Stage) -> Draw:
    def draw(asked: AskedResults) -> Picture | None:
        found, _ = parts_side_by_side(asked.person, asked.scope, asked.shown)
        at_stage = next((each for each in found if each.stage == stage), None)
        return services_picture(at_stage, asked.scope) if at_stage else None

    return draw


def _times(span: TimeSpan) -> Draw:
    return lambda asked: times_picture(span, shown_times(asked.person, asked.scope, times_taken(asked.scope)))


PICTURES: Mapping[str, Draw] = {
    "overall": _bars("overall"),
    **{code: _bars(code) for code in STAGES},
    "over-time": lambda asked: over_time_picture(asked.shown.months),
    "domains": lambda asked: domains_picture(asked.shown.months),
    "flow": lambda asked: flow_of_grades(asked.flow),
    "moves": lambda asked: moves_picture(asked.flow, asked.compared.domains_not_compared),
    "moderated": lambda asked: rates_picture(moderated_months(asked)),
    "completion": lambda asked: completion_picture(completion(asked.scope.first, asked.scope.last)),
    **{span.value: _times(span) for span in TimeSpan},
    **{f"services-{code}": _services(stage) for code, stage in STAGES.items()},
}
# These compare grades before and after moderation.
COMPARES = ("flow", "moves")


@require_safe
def chart(request: SignedInRequest, of: str) -> HttpResponse:
    """The wide one; with `?middle` or `?narrow` that for a tablet or a phone."""
    require(can_see_insight, request.user)
    asked = asked_of(request, compares=of in COMPARES) if of in PICTURES else None
    drawn = PICTURES[of](asked) if asked else None
    if drawn is None:
        raise Http404
    return picture_response(next((getattr(drawn, shape) for shape in ("narrow", "middle") if shape in request.GET), drawn.wide))
