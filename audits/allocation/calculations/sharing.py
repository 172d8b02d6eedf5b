"""Sharing records among people: nobody barred, nobody over capacity, evenly, and not always the same two together.

A min-cost flow (successive shortest paths; Ahuja, Magnanti and Orlin, *Network Flows*, 1993, section 9.7): each record
flows through one person, and each further record that a person takes costs more than the one before, which is what
makes the load even. What matters more weighs more than all that matters less together: as many records placed as can
be; as few accepted conflicts; an even share of each person's capacity; new pairs of people; who had less in the year.
The same records, people and seed give the same answer, in whatever order they come.
"""

import random
from collections import deque
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import lcm

Pair = tuple[int, int]
# Between people who are alike in everything else a lot decides.
LOTS = 16


@dataclass(frozen=True)
class Taker:
    """Somebody who can be given records: the most that they take, what they have of it, and what they had in the year before."""

    key: int
    capacity: int
    already: int = 0
    past: int = 0


@dataclass(frozen=True)
class Bars:
    """Who must not have which record, by (record, person): `hard` never, `soft` only where nobody free is left."""

    hard: AbstractSet[Pair] = frozenset()
    soft: AbstractSet[Pair] = frozenset()


@dataclass(frozen=True)
class Partners:
    """With whom a record would be shared, and how often two people shared one before, by (partner, person)."""

    of: Mapping[int, int] = field(default_factory=dict)
    together: Mapping[Pair, int] = field(default_factory=dict)


def assign_records(
    records: Iterable[int],
    takers: Iterable[Taker],
    *,
    bars: Bars | None = None,
    pinned: Mapping[int, int] | None = None,
    partners: Partners | None = None,
    seed: int = 0,
) -> dict[int, int]:
    """Who takes which record: record → person. A record that nobody can take is left out.

    `pinned` records go to their person, whatever they have already, but never past a hard bar.
    """
    bars, partners = bars or Bars(), partners or Partners()
    kept = {record: person for record, person in (pinned or {}).items() if (record, person) not in bars.hard}
    network = _Network(sorted(set(records) - set(kept)), sorted(takers, key=lambda taker: taker.key), bars, partners, kept, seed)
    return dict(sorted({**kept, **network.solve()}.items()))


@dataclass
class _Edge:
    target: int
    room: int
    cost: int
    back: "_Edge" = field(init=False, repr=False)


class _Network:
    """Source → record → pair of partner and person → person → sink."""

    def __init__(self, records: list[int], takers: list[Taker], bars: Bars, partners: Partners, kept: Mapping[int, int], seed: int) -> None:
        self._edges: list[list[_Edge]] = [[], []]
        self._choices: list[tuple[int, int, _Edge]] = []
        weights = _Weights(len(records), takers, partners)
        dice = random.Random(seed)
        of_record = {record: self._node_from_source() for record in records}
        for taker in takers:
            loaded = taker.already + sum(person == taker.key for person in kept.values())
            own = self._node_to_sink(max(taker.capacity - loaded, 0), loaded, taker, weights)
            pairs: dict[int | None, int] = {}
            for record in records:
                lot, partner = dice.randrange(LOTS), partners.of.get(record)
                if (record, taker.key) in bars.hard or partner == taker.key:
                    continue
                if partner not in pairs:
                    before = 0 if partner is None else partners.together.get((partner, taker.key), 0)
                    pairs[partner] = own if partner is None else self._pair_node(own, len(records), before, weights)
                cost = lot + weights.past * taker.past + weights.soft * ((record, taker.key) in bars.soft)
                self._choices.append((record, taker.key, self._connect(of_record[record], pairs[partner], 1, cost)))

    def _node_from_source(self) -> int:
        self._edges.append([])
        self._connect(0, len(self._edges) - 1, 1, 0)
        return len(self._edges) - 1

    def _node_to_sink(self, room: int, loaded: int, taker: Taker, weights: "_Weights") -> int:
        self._edges.append([])
        for count in range(loaded + 1, loaded + room + 1):
            self._connect(len(self._edges) - 1, 1, 1, weights.fill * (count * weights.whole // max(taker.capacity, 1)))
        return len(self._edges) - 1

    def _pair_node(self, own: int, most: int, together: int, weights: "_Weights") -> int:
        self._edges.append([])
        for count in range(most):
            self._connect(len(self._edges) - 1, own, 1, weights.pair * (together + count))
        return len(self._edges) - 1

    def _connect(self, source: int, target: int, room: int, cost: int) -> _Edge:
        there, back = _Edge(target, room, cost), _Edge(source, 0, -cost)
        there.back, back.back = back, there
        self._edges[source].append(there)
        self._edges[target].append(back)
        return there

    def solve(self) -> dict[int, int]:
        while path := self._cheapest_path():
            for edge in path:
                edge.room -= 1
                edge.back.room += 1
        return {record: person for record, person, edge in self._choices if edge.room == 0}

    def _cheapest_path(self) -> list[_Edge]:
        """From source to sink through edges with room, by Bellman and Ford with a queue; empty where none is left."""
        cost: dict[int, int] = {0: 0}
        came: dict[int, _Edge] = {}
        queue, queued = deque([0]), {0}
        while queue:
            node = queue.popleft()
            queued.discard(node)
            for edge in self._edges[node]:
                through = cost[node] + edge.cost
                if edge.room and through < cost.get(edge.target, through + 1):
                    cost[edge.target], came[edge.target] = through, edge
                    if edge.target not in queued:
                        queued.add(edge.target)
                        queue.append(edge.target)
        return _walk_back(came)


def _walk_back(came: Mapping[int, _Edge]) -> list[_Edge]:
    path: list[_Edge] = []
    node = 1
    while node in came and node != 0:
        path.append(came[node])
        node = came[node].back.target
    return path


class _Weights:
    """Each level outweighs everything below it, summed over all records."""

    def __init__(self, records: int, takers: list[Taker], partners: Partners):
        self.whole = lcm(*(max(taker.capacity, 1) for taker in takers)) if takers else 1
        most = max(records, 1)
        self.past = most * LOTS + 1
        self.pair = self.past * (most * max((taker.past for taker in takers), default=0) + 1)
        self.fill = self.pair * (most * (max(partners.together.values(), default=0) + most) + 1)
        highest = max(((taker.already + most) * self.whole for taker in takers), default=0)
        self.soft = self.fill * (most * highest + 1)
