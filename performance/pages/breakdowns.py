"""An indicator within our own council: by what it is broken down, and in its services and teams."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.urls import reverse

from foundation.council.months import add_months
from foundation.statistics import plain
from performance.enums import PARTS_OF_OURS, PlaceKind, Series
from performance.models import Indicator, Place, Value
from performance.pages.cautions import of_few
from performance.pages.half_years import SHARE_DECIMALS
from performance.pages.misfits import misfits
from performance.pages.scorecards import Direction, direction_of
from performance.queries.comparators import is_count
from performance.queries.figures import figure_text, in_figures
from performance.queries.periods import period_of, step_of


@dataclass(frozen=True)
class PartRow:
    """One part's month and the period before. `share` says what part of the whole it is; `url` is empty for the whole."""

    name: str
    url: str
    before: str
    now: str
    direction: Direction
    share: str = ""
    caution: str = ""


@dataclass(frozen=True)
class Breakdown:
    """`note` says where the parts do not sum to the whole: a contact may have two sources, or none."""

    period: str
    before: str
    sources: list[PartRow]
    note: str
    places: list[PartRow]


def periods_with_parts(indicator: Indicator, places: QuerySet[Place]) -> list[datetime.date]:
    """Those in which one of `places`, our services and teams, or a part of the indicator has a figure, latest first."""
    found = Value.objects.filter(indicator=indicator, place__in=places) | Value.objects.ours().filter(
        indicator__in=[part for part in family_of(indicator) if part.breakdown]
    )
    return list(found.order_by("-month").values_list("month", flat=True).distinct())


def family_of(indicator: Indicator) -> list[Indicator]:
    """The whole and what it is broken down by, in the tables' order; nobody but the indicator where it has no parts."""
    if indicator.series == Series.PUBLISHED:
        return [indicator]
    same = Indicator.objects.of_ours().filter(measure=indicator.measure_id, unit=indicator.unit, basis=indicator.basis)
    family = same.filter(Q(series=indicator.series) | ~Q(breakdown="")).select_related("measure")
    return list(family.order_by("position", "breakdown__folded"))


def breakdown_of(indicator: Indicator, month: datetime.date, places: QuerySet[Place]) -> Breakdown:
    before = add_months(month, -step_of(indicator))
    sources, note = _sources(indicator, before, month)
    return Breakdown(period_of(indicator, month), period_of(indicator, before), sources, note, _places(indicator, before, month, places))


def _sources(indicator: Indicator, before: datetime.date, month: datetime.date) -> tuple[list[PartRow], str]:
    family = family_of(indicator)
    parts, whole = [each for each in family if each.breakdown], next((each for each in family if not each.breakdown), None)
    if not parts:
        return [], ""
    held = {(each.indicator_id, each.month): each for each in Value.objects.ours().filter(indicator__in=family, month__in=(before, month))}
    total = _value(held.get((whole.pk, month))) if whole else None
    rows = [
        _row(
            each.breakdown,
            reverse("performance:indicator", args=[each.slug]),
            each,
            held.get((each.pk, before)),
            held.get((each.pk, month)),
            total,
        )
        for each in parts
    ]
    given = [_value(held.get((each.pk, month))) for each in parts]
    return rows, _sum_words(indicator, given, total)


def _sum_words(indicator: Indicator, given: list[Decimal | None], total: Decimal | None) -> str:
    known = [each for each in given if each is not None]
    if not is_count(indicator) or total is None or len(known) < len(given) or sum(known) == total:
        return ""
    return f"The parts sum to {in_figures(indicator, sum(known, Decimal(0)))}, the whole is {in_figures(indicator, total)}."


def _places(indicator: Indicator, before: datetime.date, month: datetime.date, among: QuerySet[Place]) -> list[PartRow]:
    """The whole council; then each service with its teams, where it ever had a figure, so that a gap is seen."""
    places = parts_with_figures(indicator, among)
    if not places:
        return []
    rows = Value.objects.filter(indicator=indicator, place__in=[Place.OURS, *(place.pk for place in places)], month__in=(before, month))
    held = {(each.place_id, each.month): each for each in rows}
    wholes, wrong = _denominators(indicator, places, month), misfits(indicator, month, places)
    if not _are_all(indicator, places):
        wrong.pop(Place.OURS, None)
    was, now = held.get((Place.OURS, before)), held.get((Place.OURS, month))
    whole = _row("Whole council", "", indicator, was, now, caution=wrong.get(Place.OURS, ""))
    return [whole] + [
        _row(
            place.current_name,
            reverse("performance:part", args=[indicator.slug, place.pk]),
            indicator,
            held.get((place.pk, before)),
            held.get((place.pk, month)),
            caution=" ".join(
                filter(None, [wrong.get(place.pk), of_few(indicator, _value(held.get((place.pk, month))), wholes.get(place.pk))])
            ),
        )
        for place in places
    ]


def parts_with_figures(indicator: Indicator, among: QuerySet[Place]) -> list[Place]:
    having = Value.objects.filter(indicator=indicator, place__kind__in=PARTS_OF_OURS).values("place")
    places = among.filter(pk__in=having).select_related("team__service", "service")
    return sorted(places, key=_service_then_teams)


def _are_all(indicator: Indicator, places: list[Place]) -> bool:
    """Whether a reader of these sees every service with a figure: of the council nothing is said by some of them."""
    services = parts_with_figures(indicator, Place.objects.of_kind(PlaceKind.SERVICE))
    return {place.pk for place in services} <= {place.pk for place in places}


def flags_of_parts(indicator: Indicator, month: datetime.date) -> list[str]:
    """For people who read every part: each service, and the council, whose figure cannot be that of its parts."""
    places = parts_with_figures(indicator, Place.objects.of_kind(PlaceKind.SERVICE) | Place.objects.of_kind(PlaceKind.TEAM))
    if not places:
        return []
    names = {place.pk: place.current_name for place in places} | {Place.OURS: "Whole council"}
    return [f"{names[pk]}, {period_of(indicator, month)}: {why}" for pk, why in misfits(indicator, month, places).items()]


def is_broken_down(indicator: Indicator) -> bool:
    """Whether there are parts of it that everybody reads who reads parts: by source, not by service or team."""
    return any(part.breakdown for part in family_of(indicator))


def has_figures_among(indicator: Indicator, places: QuerySet[Place]) -> bool:
    return Value.objects.filter(indicator=indicator, place__in=places).exists()


def _service_then_teams(place: Place) -> tuple[str, bool, str]:
    service = place.service or (place.team.service if place.team else None)
    return str(service or ""), place.kind == PlaceKind.TEAM, place.current_name


def _denominators(indicator: Indicator, places: Iterable[Place], month: datetime.date) -> dict[int, Decimal]:
    if not indicator.denominator_id:
        return {}
    rows = Value.objects.given().filter(indicator=indicator.denominator_id, place__in=places, month=month)
    return dict(rows.values_list("place", "value"))


def _row(
    name: str, url: str, indicator: Indicator, before: Value | None, now: Value | None, total: Decimal | None = None, caution: str = ""
) -> PartRow:
    value = _value(now)
    share = ""
    if total and value is not None and is_count(indicator):
        share = f"{plain(value * 100 / total, SHARE_DECIMALS)}% of {in_figures(indicator, total)}"
    return PartRow(
        name,
        url,
        figure_text(indicator, before),
        figure_text(indicator, now),
        direction_of(_value(before), value, indicator),
        share,
        caution,
    )


def _value(held: Value | None) -> Decimal | None:
    return held.value if held else None
