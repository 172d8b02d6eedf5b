"""Storing a long file's figures: what is new, what is restated, what stays."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import count

from django.utils.text import slugify

from performance.enums import Basis, Series, Shape, Unit
from performance.imports.reading import ChosenLines, IndicatorNamed, Lines, NeighbourNamed, Refusal, SeriesReading
from performance.models import Import, Indicator, Measure, Neighbour, NeighbourModel, Place, Value

from .comments import words_changed
from .outcomes import RestatedLine, RestatedNeighbour, SeriesOutcome
from .places import add_places, known_places, name_as_stored
from .storage import insert_restatements, insert_values, update_values

# No value has this key: it stands for an indicator or a place that the file brings.
UNKNOWN = 0
COMPARED_AT_ONCE = 50_000
LONGEST_LABEL, LONGEST_MEASURE = 200, 150
# Files of these shapes name indicators that are here already; others bring their own.
BY_ADDRESS = frozenset({Shape.LONG, Shape.MAPPED})
WORDS = {Unit.NUMBER: "number", Unit.PERCENT: "percent", Unit.RATE: "rate"}
NEIGHBOUR_COLUMNS = ("model_id", "council_id", "rank", "neighbour_id", "closeness", "source_id", "row")


def lock_series() -> None:
    """Two imports at once would both find a figure new: the second waits here for the first."""
    Place.objects.select_for_update().get(pk=Place.OURS)


def compare_series(reading: SeriesReading) -> SeriesOutcome:
    outcome = SeriesOutcome(reading)
    indicators, places = known_indicators(reading), known_places(reading)
    _compare_lines(outcome, indicators, places)
    if reading.neighbours:
        _compare_neighbours(outcome, places)
    outcome.words = words_changed(reading.words)
    return outcome


def _compare_lines(outcome: SeriesOutcome, indicators: dict[str, int], places: dict[tuple, int]) -> None:
    """What is stored is asked for a few indicators at a time, for a file may hold all that there is."""
    lines = outcome.reading.lines
    new, unchanged = ChosenLines(lines), ChosenLines(lines)
    for positions in _together(lines, indicators):
        held = _held(lines, positions, indicators)
        for at in positions:
            line = lines[at]
            stored = held.get((indicators.get(line.indicator, UNKNOWN), places.get(line.place, UNKNOWN), line.month))
            if stored is None:
                new.append(at)
            elif stored[1:3] == (line.value, line.mark):
                unchanged.append(at)
            else:
                outcome.restated.append(RestatedLine(line, *stored))
    outcome.new, outcome.unchanged = new.in_order(), unchanged.in_order()
    outcome.restated.sort(key=lambda each: each.line.row)


def _together(lines: Lines, indicators: dict[str, int]) -> Iterator[list[int]]:
    """Where the lines stand: those of new indicators, then those of stored ones, so many indicators at a time as make a good question."""
    gathered: list[int] = []
    for known, positions in sorted(((code in indicators, each) for code, each in lines.by_indicator().items()), key=lambda each: each[0]):
        gathered.extend(positions)
        if known and len(gathered) > COMPARED_AT_ONCE:
            yield gathered
            gathered = []
    yield gathered


def _held(lines: Lines, positions: list[int], indicators: dict[str, int]) -> dict[tuple, tuple]:
    """Of what is stored, all that these lines could restate: key → primary key, value, mark, source and row."""
    if not positions:
        return {}
    codes, months = lines.indicators_and_months(positions)
    known = {indicators[code] for code in codes if code in indicators}
    if not known:
        return {}
    rows = (
        Value.objects.filter(indicator__in=known, month__gte=min(months), month__lte=max(months))
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


def _compare_neighbours(outcome: SeriesOutcome, places: dict[tuple, int]) -> None:
    name_as_stored(outcome.reading, places)
    rows = Neighbour.objects.values_list("model__name", "council", "rank", "pk", "neighbour", "neighbour__name")
    stored = {row[:3]: row[3:] for row in rows}
    new, unchanged = [], []
    for row in outcome.reading.neighbours:
        held = stored.get((row.model, places.get(row.council, UNKNOWN), row.rank))
        if held is None:
            new.append(row)
        elif held[1] == places.get(row.neighbour, UNKNOWN):
            unchanged.append(row)
        else:
            outcome.restated.append(RestatedNeighbour(row, held[0], held[2]))
    refused = _refuse_two_ranks(outcome.reading, stored, places)
    outcome.new, outcome.unchanged = [row for row in new if row not in refused], unchanged
    outcome.restated = [each for each in outcome.restated if each.row not in refused]


def _refuse_two_ranks(reading: SeriesReading, stored: dict[tuple, tuple], places: dict[tuple, int]) -> set[NeighbourNamed]:
    """Neighbours to whom the file gives a rank while they keep another, about which the file says nothing."""
    given = {(row.model, places.get(row.council, UNKNOWN), row.rank) for row in reading.neighbours}
    stay = {(model, council, held[1]): rank for (model, council, rank), held in stored.items() if (model, council, rank) not in given}
    refused = set()
    for row in reading.neighbours:
        rank = stay.get((row.model, places.get(row.council, UNKNOWN), places.get(row.neighbour, UNKNOWN)))
        if rank is not None:
            name = reading.places[row.neighbour].name
            reason = f"{name} is neighbour {rank} by what is stored, and this file names no other as neighbour {rank}. Name all of them."
            reading.refusals.append(Refusal(row.row, f"neighbour {row.rank}", name, reason))
            refused.add(row)
    return refused


def store_series(outcome: SeriesOutcome, source: Import) -> None:
    """Everything that is new or restated, in `source`'s name; with it the indicators and places that the file names."""
    reading = outcome.reading
    places = add_places(reading, source)
    if reading.shape == Shape.NEIGHBOURS:
        _store_neighbours(outcome, places, source)
        return
    indicators = _add_indicators(reading, source)
    months = {month: month.isoformat() for month in reading.lines.months}
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
    label = _free_labels(new.values())
    for key, named in new.items():
        called = label(named)
        measure, _ = Measure.objects.get_or_create(
            name=named.measure[:150] if named.measure else _measure_name(f"{named.source}: {called}")
        )
        known[key] = Indicator.objects.create(
            slug=free(named),
            measure=measure,
            label=called,
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


def _measure_name(name: str) -> str:
    """Long names that begin alike stay different."""
    return name if len(name) <= LONGEST_MEASURE else f"{name[: LONGEST_MEASURE - 9]} {hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _free_labels(named: Collection[IndicatorNamed]) -> Callable[[IndicatorNamed], str]:
    """Publications call several measures alike: the second of a name has its code behind it."""
    stored = Indicator.objects.published().filter(source__in={each.source for each in named})
    taken = set(stored.values_list("source", "label", "unit", "breakdown"))

    def free(each: IndicatorNamed) -> str:
        label = each.label[:LONGEST_LABEL]
        if (each.source, label, each.unit, each.breakdown) in taken:
            code = f" ({each.code[:80]})"
            label = label[: LONGEST_LABEL - len(code)] + code
        taken.add((each.source, label, each.unit, each.breakdown))
        return label

    return free


def _pair_with_ours(published: Iterable[int]) -> None:
    """Shares and rates of our tables are compared with the published ones of the same measure; counts of other councils say nothing."""
    theirs = Indicator.objects.published().filter(pk__in=list(published), unit__in=[Unit.PERCENT, Unit.RATE], breakdown="")
    ours = Indicator.objects.regular().filter(published_as=None, measure__in=theirs.values("measure"))
    found = {(each.measure_id, each.unit, each.basis == Basis.AT_DATE): each for each in theirs}
    for each in ours:
        if (pair := found.get((each.measure_id, each.unit, each.basis == Basis.AT_DATE))) is not None:
            each.published_as = pair
            each.save(update_fields=["published_as"])


def _free_slugs(named: Collection[IndicatorNamed]) -> Callable[[IndicatorNamed], str]:
    taken = set(Indicator.objects.values_list("slug", flat=True)) if named else set()

    def free(each: IndicatorNamed) -> str:
        stem = slugify(f"{each.source} {each.label} {each.breakdown} {WORDS[each.unit]}")[:110].strip("-")
        slug = next(slug for slug in (stem if number == 1 else f"{stem}-{number}" for number in count(1)) if slug not in taken)
        taken.add(slug)
        return slug

    return free


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
    replaced = Neighbour.objects.filter(pk__in=[each.pk for each in outcome.restated])
    outcome.replaced_neighbours = list(replaced.values_list(*NEIGHBOUR_COLUMNS))
    replaced.delete()
    Neighbour.objects.bulk_create([neighbour(row) for row in [*outcome.new, *(each.row for each in outcome.restated)]])
