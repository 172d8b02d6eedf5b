"""What a figure was the month before, and whether it moved so far that a person should say that it is right."""

import datetime
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from performance.calculations import moved_far
from performance.enums import OUR_KINDS, Shape, Unit
from performance.imports.reading import Figure, Kind, Line
from performance.models import Indicator, Place, Value

from .outcomes import Before, Jump, Outcome, SeriesOutcome

# A longer file is one of published figures: what it says of others is not ours to doubt.
MOST_LOOKED_AT = 20_000
_OURS_ONLY = (Shape.SCORECARD, Shape.HALF_YEARS, Shape.LONG, Shape.MAPPED)
Key = tuple[str, tuple]


@dataclass(frozen=True)
class _Own:
    """A figure of ours, from a file of either kind."""

    key: Key
    label: str
    place: str
    unit: Unit
    month: datetime.date
    value: Decimal
    row: int


def look_back(outcome: Outcome) -> None:
    """Put into `outcome` what each of our new and restated figures was before, and those that moved far."""
    if outcome.shape not in _OURS_ONLY or len(outcome.new) + len(outcome.restated) > MOST_LOOKED_AT:
        return
    own = list(_series(outcome) if isinstance(outcome, SeriesOutcome) else _table(outcome))
    known = _stored(own, isinstance(outcome, SeriesOutcome))
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


def key_of(figure: Figure | Line) -> Key:
    """What `Outcome.before` knows a figure by, with its month."""
    if isinstance(figure, Figure):
        return figure.indicator.slug, (figure.kind,)
    return figure.indicator, figure.place


def _table(outcome: Outcome) -> Iterable[_Own]:
    for each in [*outcome.new, *(restated.figure for restated in outcome.restated)]:
        if each.kind == Kind.OWN and each.value is not None:
            unit = Unit(each.indicator.unit)
            yield _Own(key_of(each), str(each.indicator), "Our council", unit, each.month, each.value, each.row)


def _series(outcome: SeriesOutcome) -> Iterable[_Own]:
    named, places = outcome.reading.indicators, outcome.reading.places
    for each in [*outcome.new, *(restated.line for restated in outcome.restated)]:
        if isinstance(each, Line) and each.place[0] in OUR_KINDS and each.value is not None:
            indicator = named[each.indicator]
            label = f"{indicator.label} ({indicator.unit.label})"
            yield _Own(key_of(each), label, places[each.place].name, indicator.unit, each.month, each.value, each.row)


def _stored(own: list[_Own], by_place: bool) -> dict[Key, dict[datetime.date, Decimal]]:
    """What is stored of the same indicators and places, by month."""
    if not own:
        return {}
    slugs = {each.key[0] for each in own}
    indicators = dict(Indicator.objects.filter(slug__in=slugs).values_list("pk", "slug"))
    places = {pk: (kind, code or name.casefold()) for pk, kind, code, name in _our_places()} if by_place else {Place.OURS: (Kind.OWN,)}
    found: dict[Key, dict[datetime.date, Decimal]] = {}
    rows = Value.objects.given().filter(indicator__in=indicators, place__in=places).values_list("indicator", "place", "month", "value")
    for indicator, place, month, value in rows.order_by().iterator():
        found.setdefault((indicators[indicator], places[place]), {})[month] = value
    return found


def _our_places() -> Iterable[tuple]:
    return Place.objects.filter(kind__in=OUR_KINDS).values_list("pk", "kind", "code", "name")
