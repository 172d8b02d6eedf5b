"""Which long file it is, and what it says."""

from foundation.sheets import Sheet, UnreadableFile
from performance.enums import Shape
from performance.imports.reading.shapes import heading_name
from performance.models import Mapping

from . import ees, lait, long, neighbours
from .mapped import read_mapped
from .results import OnProgress, SeriesReading

MOST_DECIMALS = 2


def series_shape(sheet: Sheet) -> Shape | None:
    """The long shape that the headings are those of; None for any other file."""
    names = _names(sheet)
    if lait.columns_of(names):
        return Shape.LAIT
    if neighbours.is_neighbours(names):
        return Shape.NEIGHBOURS
    if set(ees.NEEDS) <= names.keys():
        return Shape.EES
    return Shape.LONG if long.is_long(names) else None


def read_series(sheet: Sheet, shape: Shape, file_name: str, on_progress: OnProgress | None = None, model: str = "") -> SeriesReading:
    """Every figure and every bad row of `sheet`; neighbours by `model` where the file itself names none.

    Raises UnreadableFile naming the headings that `shape` needs and the file lacks, or saying that nothing in it is a figure.
    """
    names = _names(sheet)
    _require_headings(sheet, shape, names)
    reading = SeriesReading(shape, read=len(sheet.rows), notes=list(sheet.notes), on_progress=on_progress)
    if shape == Shape.LAIT:
        lait.read_lait(sheet, names, reading)
    elif shape == Shape.NEIGHBOURS:
        neighbours.read_neighbours(sheet, names, reading, file_name, model)
    elif shape == Shape.EES:
        ees.read_ees(sheet, names, reading, file_name)
    else:
        long.read_long(sheet, names, reading, file_name)
    _finish(reading)
    return reading


def _finish(reading: SeriesReading) -> None:
    if reading.marks_after:
        named = ", ".join(f"{mark} after {count:,}" for mark, count in reading.marks_after.most_common(5))
        reading.notes.append(f"Marks after figures are not kept: {named}.")
    _note_decimals(reading)


def read_by_mapping(sheet: Sheet, mapping: Mapping, file_name: str, on_progress: OnProgress | None = None) -> SeriesReading:
    """Every figure, word and bad row of `sheet`. Raises UnreadableFile naming the columns that it lacks."""
    reading = SeriesReading(Shape.MAPPED, read=len(sheet.rows), notes=list(sheet.notes), mapping=mapping.name, on_progress=on_progress)
    read_mapped(sheet, mapping, reading, file_name)
    _finish(reading)
    return reading


def _note_decimals(reading: SeriesReading) -> None:
    """Each indicator that the file brings is shown with as many decimals as its figures have, two at most."""
    for code, decimals in reading.lines.decimals(MOST_DECIMALS).items():
        reading.indicators[code] = reading.indicators[code]._replace(decimals=decimals)


def _names(sheet: Sheet) -> dict[str, str]:
    return {heading_name(heading): heading for heading in sheet.header}


def _require_headings(sheet: Sheet, shape: Shape, names: dict[str, str]) -> None:
    if shape == series_shape(sheet) or (shape == Shape.LONG and long.has_across(sheet)):
        return
    needs = {Shape.LAIT: lait.NEEDS, Shape.NEIGHBOURS: neighbours.NEEDS, Shape.EES: ees.NEEDS}.get(shape, ("indicator", "value"))
    missing = [name for name in needs if name not in names]
    if shape == Shape.LONG and not missing and not long.is_long(names):
        missing = ["period"]
    if missing:
        raise UnreadableFile(f"{shape.label} needs a column for {', '.join(missing)}. Add it, or choose another table.")
