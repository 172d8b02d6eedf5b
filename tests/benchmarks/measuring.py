"""Measure two sides in turn, several times, and hold the ratio of their medians against a limit."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """One line of the benchmark; `ratio` is ours ÷ other, smaller is better."""

    name: str
    ratio: float
    limit: float
    ours_s: float
    other_s: float
    other: str
    size: str

    @property
    def holds(self) -> bool:
        return self.ratio <= self.limit

    def as_dict(self) -> dict[str, float | str]:
        return asdict(self)

    def __str__(self) -> str:
        against = f"{self.ours_s:.3f} s against {self.other_s:.3f} s of {self.other}, at {self.size}"
        return f"{self.name:<24} {self.ratio:8.3f}  (limit {self.limit:g})  {against}"


def compare(
    name: str, *, ours: Callable[[], object], other: Callable[[], object], other_is: str, size: str, limit: float, times: int = 5
) -> Row:
    """Run both sides in turn, so that a busy moment of the machine falls on both."""
    pairs = [(seconds(ours), seconds(other)) for _ in range(times)]
    mine, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    return Row(name=name, ratio=mine / theirs, limit=limit, ours_s=mine, other_s=theirs, other=other_is, size=size)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
