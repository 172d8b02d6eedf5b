"""A service's figure that cannot be that of its teams, or the whole council's that cannot be that of its services."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from foundation.statistics import plain
from performance.enums import PlaceKind
from performance.models import Indicator, Place, Value
from performance.queries.comparators import is_count
from performance.queries.figures import in_figures

# Of one part alone nothing follows: the others may simply have no figure.
FEWEST_PARTS = 2


@dataclass(frozen=True)
class Whole:
    """A figure and those of its parts, None where a part has none this time; `made_of` says what they are."""

    place: int
    value: Decimal
    parts: Sequence[Decimal | None]
    made_of: str


def misfits(indicator: Indicator, month: datetime.date, places: Sequence[Place]) -> dict[int, str]:
    """By place, what does not fit: our council goes by its own key. `places` are the services and teams that ever had a figure."""
    wanted = [Place.OURS, *(place.pk for place in places)]
    values = Value.objects.given().filter(indicator=indicator, month=month, place__in=wanted).values_list("place", "value")
    found = {whole.place: _why_not(indicator, whole) for whole in _wholes(places, dict(values))}
    return {pk: why for pk, why in found.items() if why}


def _wholes(places: Sequence[Place], values: dict[int, Decimal]) -> Iterator[Whole]:
    services = [place for place in places if place.kind == PlaceKind.SERVICE]
    for service in services:
        teams = [place for place in places if place.team and place.team.service_id == service.service_id]
        if service.pk in values:
            yield Whole(service.pk, values[service.pk], [values.get(team.pk) for team in teams], "teams")
    if Place.OURS in values:
        yield Whole(Place.OURS, values[Place.OURS], [values.get(service.pk) for service in services], "services")


def _why_not(indicator: Indicator, whole: Whole) -> str:
    known = [part for part in whole.parts if part is not None]
    if len(whole.parts) < FEWEST_PARTS or not known:
        return ""
    return _sum_words(indicator, whole, known) if is_count(indicator) else _between_words(indicator, whole, known)


def _sum_words(indicator: Indicator, whole: Whole, known: Sequence[Decimal]) -> str:
    """Parts make the whole; where some have no figure, they can only make less of it."""
    total = sum(known, Decimal(0))
    complete = len(known) == len(whole.parts)
    if total == whole.value or (total < whole.value and not complete):
        return ""
    one = f"Its {whole.made_of} sum to {plain(total)}, not to {in_figures(indicator, whole.value)}."
    return f"{one} Check the file, and whether one is missing or counted twice."


def _between_words(indicator: Indicator, whole: Whole, known: Sequence[Decimal]) -> str:
    """A share, an average or a rate of all lies between those of its parts, give or take their rounding."""
    rounding = Decimal(1).scaleb(-indicator.decimals)
    low, high = min(known), max(known)
    if len(known) < len(whole.parts) or low - rounding <= whole.value <= high + rounding:
        return ""
    side = "below" if whole.value < low else "above"
    theirs = in_figures(indicator, low) if low == high else f"{in_figures(indicator, low)} to {in_figures(indicator, high)}"
    return (
        f"{in_figures(indicator, whole.value)} lies {side} all of its {whole.made_of} ({theirs}), and of all of them together it would lie "
        "between. Check the file, and whether one is missing."
    )
