"""Storing who is whose statistical neighbour: what is new, what is restated, what stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from foundation.accounts.models import Person
from performance.imports.reading import NeighbourNamed, Refusal, SeriesReading
from performance.models import Import, Neighbour, NeighbourModel

from .places import add_places, known_places, name_as_stored
from .series import UNKNOWN, LongOutcome

NEIGHBOUR_COLUMNS = ("model_id", "council_id", "rank", "neighbour_id", "closeness", "source_id", "row")


@dataclass(frozen=True)
class RestatedNeighbour:
    """A neighbour in whose place the file names another: the stored one's key and name."""

    row: NeighbourNamed
    pk: int
    was: str


@dataclass
class NeighboursOutcome(LongOutcome):
    """Neighbours are counted as figures are."""

    # Those in whose place the file has put others, as they were: the trail keeps them for the day the file is undone.
    replaced: list[Sequence[Any]] = field(default_factory=list)

    new_columns = ("Indicator", "Place", "Period", "Figure", "Row")
    # The “figure” is a council.
    figure_columns = frozenset({"Row"})

    @property
    def facts(self) -> dict[str, Any]:
        return {"replaced_neighbours": self.replaced} if self.replaced else {}

    def compare(self) -> None:
        """With what is stored, by model, council and rank."""
        places = known_places(self.reading)
        name_as_stored(self.reading, places)
        rows = Neighbour.objects.values_list("model__name", "council", "rank", "pk", "neighbour", "neighbour__name")
        stored = {row[:3]: row[3:] for row in rows}
        refused = _refuse_two_ranks(self.reading, stored, places)
        for row in self.reading.neighbours:
            held = stored.get((row.model, places.get(row.council, UNKNOWN), row.rank))
            if held is not None and held[1] == places.get(row.neighbour, UNKNOWN):
                self.unchanged.append(row)
            elif row not in refused:
                self._take(row, held)

    def _take(self, row: NeighbourNamed, held: tuple | None) -> None:
        if held is None:
            self.new.append(row)
        else:
            self.restated.append(RestatedNeighbour(row, held[0], held[2]))

    def new_row(self, figure: NeighbourNamed) -> list[str]:
        model, council, rank = self._named(figure)
        return [model, council, rank, self.place(figure.neighbour), str(figure.row)]

    def restated_row(self, each: RestatedNeighbour) -> list[str]:
        return [*self._named(each.row), each.was, self.place(each.row.neighbour), ""]

    def _named(self, row: NeighbourNamed) -> list[str]:
        return [f"Model {row.model}", self.place(row.council), f"Neighbour {row.rank}"]


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


def store_neighbours(outcome: NeighboursOutcome, actor: Person, source: Import) -> None:
    places = add_places(outcome.reading, source)
    # Ranks may change places with each other, so the old ones go before the new ones come.
    replaced = Neighbour.objects.filter(pk__in=[each.pk for each in outcome.restated])
    outcome.replaced = list(replaced.values_list(*NEIGHBOUR_COLUMNS))
    replaced.delete()
    _add([*outcome.new, *(each.row for each in outcome.restated)], places, source)


def _add(rows: Sequence[NeighbourNamed], places: dict[tuple, int], source: Import) -> None:
    models = {name: NeighbourModel.objects.get_or_create(name=name)[0] for name in {row.model for row in rows}}
    Neighbour.objects.bulk_create(
        Neighbour(
            model=models[row.model],
            council_id=places[row.council],
            neighbour_id=places[row.neighbour],
            rank=row.rank,
            closeness=row.closeness,
            source=source,
            row=row.row,
        )
        for row in rows
    )
