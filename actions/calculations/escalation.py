"""How far up a late action goes."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

Step = TypeVar("Step")
Rung = TypeVar("Rung")


def steps_due(days_late: int, thresholds: Mapping[Step, int]) -> list[Step]:
    """The steps whose working days late are reached, lowest first."""
    return [step for step, days in sorted(thresholds.items(), key=lambda row: row[1]) if days_late >= days]


def rungs_from(ladder: Sequence[Rung | None], first: int, owner: Rung | None) -> list[tuple[int, Rung]]:
    """Who may take it, from rung `first` up: above rung 0 never the owner, nor anybody who stands below them."""
    own = max((rung for rung, person in enumerate(ladder) if person is not None and person == owner), default=0)
    lowest = first if first == 0 else max(first, own + 1)
    return [(rung, person) for rung, person in enumerate(ladder) if rung >= lowest and person is not None]
