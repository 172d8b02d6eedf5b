"""Whether each value of a series resembles the one before it: what limits and ranges rest on. Plain values, no Django."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import fmean

from foundation.statistics.control import Values, largest_usual, moving_ranges, slack_of

# Above this, moving ranges are so much smaller than the true scatter that noise alone would look like signals.
MOST = 0.25
# Of figures of which nothing says that they share anything: two dozen of pure noise stay below it in 97 cases of 100.
MOST_BY_CHANCE = 0.4
# A step is one jump, a month far off, or a stretch that came and went, two. A level that jumps more often is no level: seasons, say.
MOST_JUMPS = 2


def autocorrelation(values: Values, *, breaks: Collection[int] = (), straighten: bool = False) -> float:
    """The correlation of each value with the next (lag 1), from −1 to 1; 0 where the values do not vary.

    The level may differ from one part to the next: parts begin at `breaks`, places among the values, and at a jump that the
    screening of moving ranges throws out, so that a step, or one value far off, is not taken for likeness; not where it jumps again and
    again, as with the seasons. With `straighten`
    a straight trend of each part is taken out first: do so where neighbours share nothing, so that a trend is no likeness either.
    """
    pairs, square, count, of_pairs = 0.0, 0.0, 0, 0
    for part in _parts(values, breaks):
        residues = _residues(part, straighten=straighten)
        both = [one * other for one, other in pairwise(residues) if one is not None and other is not None]
        known = [each for each in residues if each is not None]
        pairs, of_pairs = pairs + sum(both), of_pairs + len(both)
        square, count = square + sum(each * each for each in known), count + len(known)
    if not of_pairs or square <= count * slack_of(values) ** 2:
        return 0.0
    return max(-1.0, min(1.0, pairs / of_pairs / (square / count)))


def _parts(values: Values, breaks: Collection[int]) -> Iterator[Values]:
    ranges = moving_ranges(values)
    jump = largest_usual(ranges) if any(ranges) else float("inf")
    jumps = {
        place
        for place, (before, after) in enumerate(pairwise(values), start=1)
        if before is not None and after is not None and abs(after - before) >= jump
    } - set(breaks)
    starts = {0, *(place for place in breaks if 0 < place < len(values)), *(jumps if len(jumps) <= MOST_JUMPS else ())}
    return (values[first:end] for first, end in pairwise([*sorted(starts), len(values)]))


def _residues(part: Values, *, straighten: bool) -> Sequence[float | None]:
    """What is left of each value without the part's level, or its straight line."""
    known = [(place, value) for place, value in enumerate(part) if value is not None]
    if not known:
        return part
    middle, level = fmean(place for place, _ in known), fmean(value for _, value in known)
    spread = sum((place - middle) ** 2 for place, _ in known)
    rise = sum((place - middle) * (value - level) for place, value in known) / spread if straighten and len(known) > 2 else 0.0
    return [None if value is None else value - level - rise * (place - middle) for place, value in enumerate(part)]
