"""What a figure was the month before, and whether it moved so far that a person should say that it is right."""

import datetime
from bisect import bisect_left
from decimal import Decimal

from performance.calculations import moved_far
from performance.enums import Shape, Unit
from performance.models import Indicator, Value

from .outcomes import Before, ImportOutcome, Jump, Key, OurFigure

# A longer file is one of published figures: what it says of others is not ours to doubt.
MOST_LOOKED_AT = 20_000
_OURS_ONLY = (Shape.SCORECARD, Shape.HALF_YEARS, Shape.LONG, Shape.MAPPED)


def look_back(outcome: ImportOutcome) -> None:
    """Put into `outcome` what each of our new and restated figures was before, and those that moved far."""
    if outcome.shape not in _OURS_ONLY or len(outcome.new) + len(outcome.restated) > MOST_LOOKED_AT:
        return
    own = list(outcome.our_figures())
    known = _stored(own, outcome)
    for each in own:
        known.setdefault(each.key, {})[each.month] = each.value
    for each in own:
        history = sorted(known[each.key].items())
        at = bisect_left(history, (each.month,))
        if not at:
            continue
        month, value = history[at - 1]
        outcome.before[(*each.key, each.month)] = Before(month, value)
        changes = [now - was for (_, was), (_, now) in zip(history[: at - 1], history[1:at], strict=True)]
        if moved_far(value, each.value, each.unit == Unit.PERCENT, changes):
            outcome.jumps.append(Jump(each.label, each.place, each.month, each.value, Before(month, value), each.row))
    outcome.jumps.sort(key=lambda jump: jump.row)


def _stored(own: list[OurFigure], outcome: ImportOutcome) -> dict[Key, dict[datetime.date, Decimal]]:
    """What is stored of the same indicators and places, by month."""
    if not own:
        return {}
    slugs = {each.key[0] for each in own}
    indicators = dict(Indicator.objects.filter(slug__in=slugs).values_list("pk", "slug"))
    places = outcome.places_of_ours()
    found: dict[Key, dict[datetime.date, Decimal]] = {}
    rows = Value.objects.given().filter(indicator__in=indicators, place__in=places).values_list("indicator", "place", "month", "value")
    for indicator, place, month, value in rows.order_by().iterator():
        found.setdefault((indicators[indicator], places[place]), {})[month] = value
    return found
