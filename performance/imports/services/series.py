"""Storing a long file's figures: what is new, what is restated, what stays."""

import datetime
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import slugify

from foundation.accounts.models import Person
from foundation.council.months import month_name
from performance.calculations import free_slug
from performance.enums import OUR_KINDS, Basis, Series, Shape, Unit
from performance.imports.reading import ChosenLines, IndicatorNamed, Line, Lines, SeriesReading
from performance.models import Import, Indicator, Measure, Place, Value

from .change_words import figure_before, figure_or_mark, moved
from .comments import words_changed
from .outcomes import ImportOutcome, Key, OurFigure
from .places import add_places, known_places
from .storage import insert_restatements, insert_values, update_values

# No value has this key: it stands for an indicator or a place that the file brings.
UNKNOWN = 0
COMPARED_AT_ONCE = 50_000
LONGEST_LABEL, LONGEST_MEASURE = 200, 150
# Files of these shapes name indicators that are here already; others bring their own.
BY_ADDRESS = frozenset({Shape.LONG, Shape.MAPPED})
WORDS = {Unit.NUMBER: "number", Unit.PERCENT: "percent", Unit.RATE: "rate"}
# A long file may bring a hundred thousand figures: so many of each kind are listed, the rest are counted.
MOST_LISTED = 200


def lock_series() -> None:
    Place.objects.select_for_update().get(pk=Place.OURS)


@dataclass(frozen=True)
class RestatedLine:
    """A figure that differs from what is stored: the value's key, and what it was."""

    line: Line
    pk: int
    was: Decimal | None
    was_mark: str
    was_source: int
    was_row: int


@dataclass
class LongOutcome(ImportOutcome):
    """Of a long file, of figures or of neighbours."""

    reading: SeriesReading

    restated_columns = ("Indicator", "Place", "Period", "Stored", "In this file", "Change")
    most_listed = MOST_LISTED

    @property
    def months(self) -> set[datetime.date]:
        return self.reading.lines.months

    @property
    def rows_refused(self) -> int:
        return self.reading.refusals.rows

    def lock(self) -> None:
        lock_series()

    def place(self, key: tuple) -> str:
        return self.reading.places[key].name


@dataclass
class SeriesOutcome(LongOutcome):
    """A mark in place of a figure is counted as one."""

    new_columns = ("Indicator", "Place", "Period", "Before", "Figure", "Change", "Row")

    def compare(self) -> None:
        _compare_lines(self, known_indicators(self.reading), known_places(self.reading))
        self.words = words_changed(self.reading.words)

    def our_figures(self) -> Iterable[OurFigure]:
        for each in [*self.new, *(restated.line for restated in self.restated)]:
            if each.place[0] in OUR_KINDS and each.value is not None:
                indicator = self.reading.indicators[each.indicator]
                label = f"{indicator.label} ({indicator.unit.label})"
                yield OurFigure(_key_of(each), label, self.place(each.place), indicator.unit, each.month, each.value, each.row)

    def places_of_ours(self) -> Mapping[int, tuple]:
        places = Place.objects.filter(kind__in=OUR_KINDS).values_list("pk", "kind", "code", "name")
        return {pk: (kind, code or name.casefold()) for pk, kind, code, name in places}

    def new_row(self, figure: Line) -> list[str]:
        was = self.before.get((*_key_of(figure), figure.month))
        change = moved(was.value if was else None, figure.value)
        return [*self._named(figure), figure_before(was, figure.month), figure_or_mark(figure.value, figure.mark), change, str(figure.row)]

    def restated_row(self, each: RestatedLine) -> list[str]:
        stored, now = figure_or_mark(each.was, each.was_mark), figure_or_mark(each.line.value, each.line.mark)
        return [*self._named(each.line), stored, now, moved(each.was, each.line.value)]

    def _named(self, line: Line) -> list[str]:
        named = self.reading.indicators[line.indicator]
        label = f"{named.label}, {named.breakdown}" if named.breakdown else named.label
        return [f"{label} ({named.unit.label})", self.place(line.place), month_name(line.month)]


def _key_of(line: Line) -> Key:
    return line.indicator, line.place


def _compare_lines(outcome: SeriesOutcome, indicators: dict[str, int], places: dict[tuple, int]) -> None:
    """What is stored is asked for a few indicators at a time, for a file may hold all that there is."""
    lines = outcome.reading.lines
    new, unchanged = ChosenLines(lines), ChosenLines(lines)
    for positions in _together(lines, indicators):
        held = _held(lines, positions, indicators)
        for at in positions:
            indicator, place, month = lines.key_at(at)
            stored = held.get((indicators.get(indicator, UNKNOWN), places.get(place, UNKNOWN), month))
            if stored is None:
                new.append(at)
                continue
            line = lines[at]
            if stored[1:3] == (line.value, line.mark):
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


def store_series(outcome: SeriesOutcome, actor: Person, source: Import) -> None:
    """Everything that is new or restated, in `source`'s name; with it the indicators and places that the file names."""
    reading = outcome.reading
    places, indicators = add_places(reading, source), _add_indicators(reading, source)
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
        slug = free_slug(stem, taken)
        taken.add(slug)
        return slug

    return free
