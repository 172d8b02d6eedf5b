"""Storing a long file's figures: what is new, what is restated, what stays."""

from collections.abc import Callable, Iterable
from itertools import count

from django.utils.text import slugify

from performance.enums import Basis, PlaceKind, Series, Shape, Unit
from performance.importing import IndicatorNamed, NeighbourNamed, PlaceNamed, SeriesReading
from performance.models import Import, Indicator, Measure, Neighbour, NeighbourModel, Place, Value

from .outcomes import RestatedLine, SeriesOutcome
from .storing import insert_restatements, insert_values, update_values
from .words import words_changed

# No value has this key: it stands for an indicator or a place that the file brings.
UNKNOWN = 0
# Files of these shapes name indicators that are here already; others bring their own.
BY_ADDRESS = frozenset({Shape.LONG, Shape.MAPPED})
WORDS = {Unit.NUMBER: "number", Unit.PERCENT: "percent", Unit.RATE: "rate"}
NEIGHBOUR_COLUMNS = ("model_id", "council_id", "rank", "neighbour_id", "closeness", "source_id", "row")
PREFIX = {PlaceKind.TEAM: "team ", PlaceKind.SERVICE: "service "}


def lock_series() -> None:
    """Two imports at once would both find a figure new: the second waits here for the first."""
    Place.objects.select_for_update().get(pk=Place.OURS)


def compare_series(reading: SeriesReading) -> SeriesOutcome:
    outcome = SeriesOutcome(reading)
    indicators, places = known_indicators(reading), known_places(reading)
    _compare_lines(outcome, indicators, places)
    if reading.neighbours:
        _compare_neighbours(outcome, places)
    outcome.words = words_changed(reading)
    return outcome


def _compare_lines(outcome: SeriesOutcome, indicators: dict[str, int], places: dict[tuple, int]) -> None:
    held = _held(outcome.reading, indicators)
    if not held:
        outcome.new += outcome.reading.lines
        return
    for line in outcome.reading.lines:
        stored = held.get((indicators.get(line.indicator, UNKNOWN), places.get(line.place, UNKNOWN), line.month))
        if stored is None:
            outcome.new.append(line)
        elif stored[1:3] == (line.value, line.mark):
            outcome.unchanged.append(line)
        else:
            outcome.restated.append(RestatedLine(line, *stored))


def _held(reading: SeriesReading, indicators: dict[str, int]) -> dict[tuple, tuple]:
    """Of what is stored, all that the file could restate: key → primary key, value, mark, source and row."""
    if not indicators or not reading.lines:
        return {}
    months = {line.month for line in reading.lines}
    rows = (
        Value.objects.filter(indicator__in=indicators.values(), month__gte=min(months), month__lte=max(months))
        .order_by()
        .values_list("indicator", "place", "month", "pk", "value", "missing_mark", "source", "row")
    )
    return {row[:3]: row[3:] for row in rows.iterator(chunk_size=10_000)}


def known_indicators(reading: SeriesReading) -> dict[str, int]:
    """Those of the file's indicators that are stored, by the file's key."""
    if reading.shape in BY_ADDRESS:
        return dict(Indicator.objects.filter(slug__in=reading.indicators).values_list("slug", "pk"))
    sources = {named.source for named in reading.indicators.values()}
    return dict(Indicator.objects.filter(source__in=sources, code__in=reading.indicators).values_list("code", "pk"))


def known_places(reading: SeriesReading) -> dict[tuple, int]:
    """Those of the file's places that are stored, by the file's key."""
    kinds = {kind for kind, _ in reading.places}
    stored: dict[tuple, int] = {}
    for place in Place.objects.filter(kind__in=kinds):
        # By either: a file may number a council that another only names.
        stored |= {(PlaceKind(place.kind), name): place.pk for name in (place.name.casefold(), place.code) if name}
    if PlaceKind.OURS in kinds:
        stored[(PlaceKind.OURS, "our council")] = Place.OURS
    return {key: stored[key] for key in reading.places if key in stored}


def _compare_neighbours(outcome: SeriesOutcome, places: dict[tuple, int]) -> None:
    stored = {
        (model, council, rank): (pk, neighbour)
        for pk, model, council, rank, neighbour in Neighbour.objects.values_list("pk", "model__name", "council", "rank", "neighbour")
    }
    for row in outcome.reading.neighbours:
        held = stored.get((row.model, places.get(row.council, UNKNOWN), row.rank))
        if held is None:
            outcome.new.append(row)
        elif held[1] == places.get(row.neighbour, UNKNOWN):
            outcome.unchanged.append(row)
        else:
            outcome.restated.append((row, held[0]))


def store_series(outcome: SeriesOutcome, source: Import) -> None:
    """Everything that is new or restated, in `source`'s name; with it the indicators and places that the file names."""
    reading = outcome.reading
    places = _add_places(reading, source)
    if reading.shape == Shape.NEIGHBOURS:
        _store_neighbours(outcome, places, source)
        return
    indicators = _add_indicators(reading, source)
    months = {line.month: line.month.isoformat() for line in reading.lines}
    insert_values(
        (indicators[line.indicator], places[line.place], months[line.month], line.value, line.mark, source.pk, line.row)
        for line in outcome.new
    )
    restated: list[RestatedLine] = outcome.restated
    insert_restatements((each.pk, each.was, each.was_mark, "", each.was_source, each.was_row, source.pk) for each in restated)
    update_values((each.line.value, each.line.mark, source.pk, each.line.row, each.pk) for each in restated)


def _add_indicators(reading: SeriesReading, source: Import) -> dict[str, int]:
    known = known_indicators(reading)
    new = {key: named for key, named in reading.indicators.items() if key not in known}
    free = _free_slugs(new.values())
    for key, named in new.items():
        measure, _ = Measure.objects.get_or_create(name=(named.measure or f"{named.source}: {named.label}")[:150])
        known[key] = Indicator.objects.create(
            slug=free(named),
            measure=measure,
            label=named.label[:200],
            unit=named.unit,
            basis=named.basis,
            polarity=named.polarity,
            decimals=named.decimals,
            series=Series.PUBLISHED,
            source=named.source,
            code=named.code,
            breakdown=named.breakdown,
            brought_by=source,
        ).pk
    _pair_with_ours(known.values())
    return known


def _pair_with_ours(published: Iterable[int]) -> None:
    """Shares and rates of our tables are compared with the published ones of the same measure; counts of other councils say nothing."""
    theirs = Indicator.objects.published().filter(pk__in=list(published), unit__in=[Unit.PERCENT, Unit.RATE], breakdown="")
    ours = Indicator.objects.regular().filter(published_as=None, measure__in=theirs.values("measure"))
    found = {(each.measure_id, each.unit, each.basis == Basis.AT_DATE): each for each in theirs}
    for each in ours:
        if (pair := found.get((each.measure_id, each.unit, each.basis == Basis.AT_DATE))) is not None:
            each.published_as = pair
            each.save(update_fields=["published_as"])


def _free_slugs(named: Iterable[IndicatorNamed]) -> Callable[[IndicatorNamed], str]:
    taken = set(Indicator.objects.values_list("slug", flat=True)) if named else set()

    def free(each: IndicatorNamed) -> str:
        stem = slugify(f"{each.source} {each.label} {each.breakdown} {WORDS[each.unit]}")[:110].strip("-")
        slug = next(slug for slug in (stem if number == 1 else f"{stem}-{number}" for number in count(1)) if slug not in taken)
        taken.add(slug)
        return slug

    return free


def _add_places(reading: SeriesReading, source: Import) -> dict[tuple, int]:
    """Every place of the file, the new ones added; regions first, since councils lie in them."""
    known = known_places(reading)
    for key in sorted(reading.places.keys() - known.keys(), key=lambda key: key[0] == PlaceKind.COUNCIL):
        known[key] = _add_place(reading.places[key], known, source)
    return known


def _add_place(named: PlaceNamed, known: dict[tuple, int], source: Import) -> int:
    if prefix := PREFIX.get(named.kind):
        owner = int(named.code.removeprefix(prefix))
        return Place.objects.create(kind=named.kind, name=named.name, code=named.code, **{f"{named.kind.value}_id": owner}).pk
    region = known.get((PlaceKind.REGION, named.region.casefold())) if named.region else None
    return Place.objects.create(kind=named.kind, code=named.code, name=named.name[:100], region_id=region, brought_by=source).pk


def _store_neighbours(outcome: SeriesOutcome, places: dict[tuple, int], source: Import) -> None:
    models = {name: NeighbourModel.objects.get_or_create(name=name)[0] for name in {row.model for row in outcome.reading.neighbours}}

    def neighbour(row: NeighbourNamed) -> Neighbour:
        return Neighbour(
            model=models[row.model],
            council_id=places[row.council],
            neighbour_id=places[row.neighbour],
            rank=row.rank,
            closeness=row.closeness,
            source=source,
            row=row.row,
        )

    # Ranks may change places with each other, so the old ones go before the new ones come.
    replaced = Neighbour.objects.filter(pk__in=[pk for _, pk in outcome.restated])
    outcome.replaced_neighbours = list(replaced.values_list(*NEIGHBOUR_COLUMNS))
    replaced.delete()
    Neighbour.objects.bulk_create([neighbour(row) for row in [*outcome.new, *(row for row, _ in outcome.restated)]])
