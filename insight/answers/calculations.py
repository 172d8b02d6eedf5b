"""What changed between two groups of audits, and what the grades bear out of each domain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from foundation.statistics import difference_interval
from insight.calculations import Counts, DomainRank, Share, good_or_better, key_areas, ranked, strongest
from insight.health.calculations import ENOUGH

from .enums import DomainStanding, ShareMovement


@dataclass(frozen=True)
class ShareChange:
    """A share of the audits of earlier months beside that of later ones: no audit is in both."""

    before: Share
    now: Share

    @property
    def difference(self) -> Fraction:
        """From -1 to 1; above 0 where it is larger now."""
        return self.now.exact - self.before.exact

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval (Newcombe) of the difference; None where nothing was graded on one side."""
        return difference_interval(self.now.count, self.now.n, self.before.count, self.before.n)

    @property
    def is_enough(self) -> bool:
        return min(self.now.n, self.before.n) >= ENOUGH

    @property
    def movement(self) -> ShareMovement:
        """A rise or a fall only where the whole interval lies on that side of no difference."""
        if not self.is_enough or self.interval is None:
            return ShareMovement.TOO_FEW
        low, high = self.interval
        if low > 0:
            return ShareMovement.ROSE
        return ShareMovement.FELL if high < 0 else ShareMovement.NO_EVIDENCE


@dataclass(frozen=True)
class DomainStrength:
    rank: DomainRank
    standing: DomainStanding


def strengths_of(domains: Mapping[str, Counts]) -> list[DomainStrength]:
    """In their order, strongest first; domains that nobody graded are left out."""
    ranks = ranked(domains)
    best, worst = strongest(ranks), key_areas(ranks)
    standings = {rank.name: DomainStanding.STRONGEST for rank in best} | {rank.name: DomainStanding.KEY_AREA for rank in worst}
    return [DomainStrength(rank, standings.get(rank.name, DomainStanding.NEITHER)) for rank in ranks]


@dataclass(frozen=True)
class DomainChange:
    name: str
    change: ShareChange


def changes_of(before: Mapping[str, Counts], now: Mapping[str, Counts]) -> list[DomainChange]:
    """Good or better in each domain that was graded on either side, in the order of `now`, then of `before`."""
    names = dict.fromkeys([*now, *before])
    found = [DomainChange(name, ShareChange(good_or_better(before.get(name, {})), good_or_better(now.get(name, {})))) for name in names]
    return [each for each in found if each.change.before.n or each.change.now.n]


def fallen(changes: Sequence[DomainChange]) -> list[DomainChange]:
    return [each for each in changes if each.change.movement == ShareMovement.FELL]
