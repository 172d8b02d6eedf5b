"""What moderation changed: the grades first submitted against those agreed, for moderated audits."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from audits.enums import PRACTICE_GRADES, CountedState, Grade
from audits.tool.queries import domain_lines

from .counted import Scope, counted
from .distributions import in_order_of_lines

_ORDER = {grade: place for place, grade in enumerate(PRACTICE_GRADES)}


@dataclass(frozen=True)
class Moves:
    """How many grades of a domain, empty for the overall judgement, moderation raised, left and lowered."""

    domain: str
    up: int
    same: int
    down: int

    @property
    def n(self) -> int:
        return self.up + self.same + self.down


@dataclass(frozen=True)
class Flow:
    """`matrix[before][after]` counts overall judgements; `moves` has overall first, then each domain."""

    audits: int
    matrix: dict[Grade, dict[Grade, int]]
    moves: list[Moves]


def flow(first: datetime.date, last: datetime.date, cohort: str = "", hidden: Collection[datetime.date] = ()) -> Flow:
    """Moderated audits of the months from `first` to `last`, but the `hidden`: `flow_of`."""
    return flow_of(Scope(first, last, cohort=cohort), hidden)


def flow_of(scope: Scope, hidden: Collection[datetime.date] = ()) -> Flow:
    """Moderated audits of the scope, but of the `hidden` months. Released ones are left out: nobody compared their grades."""
    found = counted(scope, "month", "domain", "before", "after", states=[CountedState.MODERATED])
    lines, held_back = domain_lines(), set(hidden)
    pairs: Counter = Counter()
    by_domain: dict[str, Counter] = {}
    for month, domain, was, after, count in in_order_of_lines([(*place, count) for place, count in found.items()], lines, domain_at=1):
        if month not in held_back and after in _ORDER:
            counts = by_domain.setdefault(lines[domain].name, Counter()) if domain else pairs
            counts[was, after] += count
    return Flow(
        audits=sum(pairs.values()),
        matrix={was: {after: pairs[was, after] for after in PRACTICE_GRADES} for was in PRACTICE_GRADES},
        moves=[_moves("", pairs), *(_moves(name, counts) for name, counts in by_domain.items())],
    )


def _moves(domain: str, pairs: Counter) -> Moves:
    """A grade that was not applicable before moderation or is so after it did not move."""
    steps: Counter[str] = Counter()
    for (was, after), count in pairs.items():
        if was in _ORDER and after in _ORDER:
            step = _ORDER[was] - _ORDER[after]
            steps["up" if step > 0 else "down" if step < 0 else "same"] += count
    return Moves(domain, steps["up"], steps["same"], steps["down"])
