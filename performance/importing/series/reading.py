"""Which long file it is, and what it says."""

from foundation.sheets import Sheet, UnreadableFile
from performance.enums import Shape
from performance.importing.shapes import heading_name
from performance.models import Mapping

from . import ees, lait, long, neighbours
from .figures import decimals_of
from .mapped import read_mapped
from .results import SeriesReading, Tell

MOST_DECIMALS = 2


def series_shape(sheet: Sheet) -> Shape | None:
    """The long shape that the headings are those of; None for any other file."""
    names = _names(sheet)
    if set(lait.NEEDS) <= names.keys():
        return Shape.LAIT
    if set(neighbours.NEEDS) <= names.keys():
        return Shape.NEIGHBOURS
    if set(ees.NEEDS) <= names.keys():
        return Shape.EES
    return Shape.LONG if long.is_long(names) else None


def read_series(sheet: Sheet, shape: Shape, file_name: str, tell: Tell | None = None) -> SeriesReading:
    """Every figure and every bad row of `sheet`. Raises UnreadableFile naming the headings that `shape` needs and the file lacks."""
    names = _names(sheet)
    _require_headings(shape, names)
    reading = SeriesReading(shape, read=len(sheet.rows), notes=list(sheet.notes), tell=tell)
    if shape == Shape.LAIT:
        lait.read_lait(sheet, names, reading)
    elif shape == Shape.NEIGHBOURS:
        neighbours.read_neighbours(sheet, names, reading)
    elif shape == Shape.EES:
        ees.read_ees(sheet, names, reading, file_name)
    else:
        long.read_long(sheet, names, reading)
    _note_decimals(reading)
    return reading


def read_by_mapping(sheet: Sheet, mapping: Mapping, tell: Tell | None = None) -> SeriesReading:
    """Every figure, word and bad row of `sheet`. Raises UnreadableFile naming the columns that it lacks."""
    reading = SeriesReading(Shape.MAPPED, read=len(sheet.rows), notes=list(sheet.notes), mapping=mapping.name, tell=tell)
    read_mapped(sheet, mapping, reading)
    return reading


def _note_decimals(reading: SeriesReading) -> None:
    """Each indicator that the file brings is shown with as many decimals as its figures have, two at most."""
    most: dict[str, int] = {}
    for line in reading.lines:
        if line.value is not None and most.get(line.indicator, 0) < MOST_DECIMALS:
            most[line.indicator] = max(most.get(line.indicator, 0), min(MOST_DECIMALS, decimals_of(line.value)))
    for code, decimals in most.items():
        reading.indicators[code] = reading.indicators[code]._replace(decimals=decimals)


def _names(sheet: Sheet) -> dict[str, str]:
    return {heading_name(heading): heading for heading in sheet.header}


def _require_headings(shape: Shape, names: dict[str, str]) -> None:
    needs = {Shape.LAIT: lait.NEEDS, Shape.NEIGHBOURS: neighbours.NEEDS, Shape.EES: ees.NEEDS}.get(shape, ("indicator", "value"))
    missing = [name for name in needs if name not in names]
    if shape == Shape.LONG and not missing and not long.is_long(names):
        missing = ["period"]
    if missing:
        raise UnreadableFile(f"{shape.label} needs a column for {', '.join(missing)}. Add it, or choose another table.")
