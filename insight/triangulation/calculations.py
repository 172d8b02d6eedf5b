"""When sources on one practice contradict each other: by their intervals, never by eye."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from audits.calculations import FEWEST, is_small
from audits.enums import Stage
from foundation.statistics import difference_interval, wilson_interval
from insight.calculations import Share

from .enums import Bearing, EvidenceSource, SourcesSay

# Of fewer on one side nothing is said.
FEWEST_TO_SAY = FEWEST
HALF = Fraction(1, 2)
RULE = (
    "Audits, observed practice, voices and dip samples each have a share that was good, with its 95% interval (Wilson). A share is mostly "
    "good where its whole interval lies above one half, and mostly not good where it lies below. Otherwise it could be either.",
    "Two shares contradict each other where one is above one half and the other below it. The 95% interval of their difference "
    "(Newcombe) must not hold 0, so that chance does not explain it.",
    "A figure of the scorecard covers all children, so that it has no such interval. It counts as good where its latest month is an "
    "improvement on its control chart or meets its target. It counts as weak where it is a concern or misses the target. Where the two "
    "differ, or there is neither, it is shown and not weighed. It contradicts a share that is mostly the other way.",
    f"Of fewer than {FEWEST_TO_SAY} nothing is said. One source is never held against itself. Where many domains are looked at, about one "
    "pair in twenty that does not differ may still seem to.",
)
RULE_OF_THEMES = (
    "Of a theme of findings, an audit counts once: as good where the theme is in its strengths alone, and not where it is in an area for "
    "improvement. Auditors choose what they write, so this says less than a grade does.",
    "A voice that is coded to the theme counts by the lowest of what it says of the theme’s domains.",
    "Grades, observations, dip samples and figures are of the domains to which the theme belongs, and cover more than the theme. What is "
    "about one of them is not held against what is about another.",
)


@dataclass(frozen=True)
class PracticeEvidence:
    """What one source says of a practice in a period.

    `name` says what was looked at, `words` what was found, `note` why it bears out what it does. Of a source that judges a sample, `good`
    is how much of it was good, and `before` the same of as many months before; of any other, `judged` is what it bears out.
    `is_withheld`: a wider audience is not shown so few. `months`, `stage` and `row` say what its rows are. Beside a theme of findings,
    `theme` is its key where it is about the theme itself, and `domains` the theme's own that it is about instead.
    """

    source: EvidenceSource
    name: str
    words: str
    good: Share | None = None
    before: Share | None = None
    judged: Bearing = Bearing.UNSAID
    note: str = ""
    is_withheld: bool = False
    months: tuple[datetime.date, ...] = ()
    stage: Stage | None = None
    row: str = ""
    theme: int = 0
    domains: tuple[str, ...] = ()

    @property
    def bearing(self) -> Bearing:
        if self.is_withheld:
            return Bearing.UNSAID
        return self.judged if self.good is None else bearing_of(self.good)


@dataclass(frozen=True)
class Contradiction:
    """Two sources of which one says that practice is `better` than the other says. `interval` is the one of their difference, as
    fractions from 0 to 1, where both are shares.
    """

    better: PracticeEvidence
    worse: PracticeEvidence
    interval: tuple[float, float] | None = None


def bearing_of(share: Share) -> Bearing:
    if share.n < FEWEST_TO_SAY:
        return Bearing.TOO_FEW
    low, high = wilson_interval(share.count, share.n) or (0.0, 1.0)
    if low > HALF:
        return Bearing.GOOD
    return Bearing.WEAK if high < HALF else Bearing.EITHER


def bearing_of_figure(signal: Bearing | None, target: Bearing | None) -> Bearing:
    """By what its control chart and its target say, None of either that says nothing."""
    said = {each for each in (signal, target) if each is not None}
    return said.pop() if len(said) == 1 else Bearing.UNSAID


def contradictions(evidence: Iterable[PracticeEvidence]) -> list[Contradiction]:
    """Every pair of different sources that contradict each other, in their order."""
    pairs = combinations(evidence, 2)
    return [found for one, other in pairs if one.source != other.source for found in [_between(one, other)] if found]


def _between(one: PracticeEvidence, other: PracticeEvidence) -> Contradiction | None:
    if one.is_withheld or other.is_withheld or not _are_of_one_practice(one, other):
        return None
    if one.good is not None and other.good is not None:
        return _between_shares(one, one.good, other, other.good)
    if {one.bearing, other.bearing} != {Bearing.GOOD, Bearing.WEAK}:
        return None
    return Contradiction(one, other) if one.bearing == Bearing.GOOD else Contradiction(other, one)


def _are_of_one_practice(one: PracticeEvidence, other: PracticeEvidence) -> bool:
    """Not where they are about two different domains of a theme."""
    return not (one.domains and other.domains) or bool(set(one.domains) & set(other.domains))


def _between_shares(one: PracticeEvidence, first: Share, other: PracticeEvidence, second: Share) -> Contradiction | None:
    if min(first.n, second.n) < FEWEST_TO_SAY or (first.exact - HALF) * (second.exact - HALF) >= 0:
        return None
    better, worse, good, weak = (one, other, first, second) if first.exact > second.exact else (other, one, second, first)
    interval = difference_interval(good.count, good.n, weak.count, weak.n)
    return Contradiction(better, worse, interval) if interval and interval[0] > 0 else None


def sources_say(evidence: Sequence[PracticeEvidence], found: Sequence[Contradiction]) -> SourcesSay:
    """Sources say the same where two or more are mostly good, or two or more mostly not good, and none is shown to be otherwise."""
    if found:
        return SourcesSay.APART
    if len({each.source for each in evidence if says_something(each)}) < 2:
        return SourcesSay.TOO_FEW
    sides = [{each.source for each in evidence if each.bearing == side} for side in (Bearing.GOOD, Bearing.WEAK)]
    return SourcesSay.TOGETHER if sorted(map(bool, sides)) == [False, True] and len(max(sides, key=len)) > 1 else SourcesSay.NOT_SHOWN


def says_something(evidence: PracticeEvidence) -> bool:
    return evidence.bearing in (Bearing.GOOD, Bearing.WEAK, Bearing.EITHER)


def is_safe_to_show(share: Share) -> bool:
    """To a wider audience: at least five, and none from one to four on either side."""
    return share.n >= FEWEST and not (is_small(share.count) or is_small(share.n - share.count))
