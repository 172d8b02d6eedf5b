"""Statistical neighbours: one row a model, council and rank."""

from foundation.sheets import Cell, Row, Sheet, clean_text
from performance.enums import PlaceKind
from performance.importing.results import Refusal

from .results import NeighbourNamed, PlaceNamed, SeriesReading

NEEDS = ("model", "la_code", "la_name", "rank", "neighbour_la_code")
NONE = frozenset({"", "-", "–", "na"})


def read_neighbours(sheet: Sheet, names: dict[str, str], reading: SeriesReading) -> None:
    """A neighbour of “-” means that the model names none: the row is read and gives nothing."""
    model, council, name, rank, neighbour = (names[each] for each in NEEDS)
    closeness = names.get("closeness", "")
    called = {_number(row.get(council)): clean_text(row.get(name)) for row in sheet.rows}
    seen: dict[tuple, int] = {}
    for row in reading.watched(sheet.rows):
        heading = ""
        try:
            heading = council
            ours = _council(row.get(council), called, reading)
            heading = rank
            place = _rank(row.get(rank))
            heading = neighbour
            other = _council(row.get(neighbour), called, reading) if clean_text(row.get(neighbour)).lower() not in NONE else None
            heading = model
            of = _model(row.get(model))
            _refuse_twice(seen, (of, ours, place), row)
        except ValueError as problem:
            reading.refusals.append(Refusal(row.number, heading, clean_text(row.get(heading)), str(problem)))
            continue
        if other:
            reading.neighbours.append(NeighbourNamed(of, ours, place, other, clean_text(row.get(closeness))[:30], row.number))


def _number(cell: Cell) -> str:
    return clean_text(cell).removesuffix(".0")


def _council(cell: Cell, called: dict[str, str], reading: SeriesReading) -> tuple:
    code = _number(cell)
    if not code.isdigit():
        raise ValueError("This should be a council’s number, such as 343.")
    place = PlaceNamed(PlaceKind.COUNCIL, code, called.get(code) or f"Council {code}")
    reading.places.setdefault(place.key, place)
    return place.key


def _rank(cell: Cell) -> int:
    text = _number(cell)
    if not text.isdigit() or not 1 <= int(text) <= 50:
        raise ValueError("The rank should be a whole number from 1.")
    return int(text)


def _model(cell: Cell) -> str:
    text = clean_text(cell)
    if not text:
        raise ValueError("The model’s name is missing, such as 2021-04.")
    return text[:20]


def _refuse_twice(seen: dict[tuple, int], key: tuple, row: Row) -> None:
    earlier = seen.setdefault(key, row.number)
    if earlier != row.number:
        raise ValueError(f"Row {earlier} has the same model, council and rank. Delete one of the two.")
