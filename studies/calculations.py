"""What two waves of a dip sample say: counts, tests and the size of the change. Shares are fractions from 0 to 1."""

from dataclasses import dataclass

from foundation.statistics.ranks import rank_sum
from foundation.statistics.shares import difference_interval, fisher_exact
from foundation.statistics.significance import EVIDENCE


@dataclass(frozen=True)
class WaveReplies:
    """How one question was answered in one wave. A record to which the question does not apply is not counted in `n`."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    not_applicable: int = 0

    @property
    def n(self) -> int:
        return self.yes + self.partly + self.no

    @property
    def in_order(self) -> tuple[int, int, int]:
        """Best first."""
        return self.yes, self.partly, self.no


@dataclass(frozen=True)
class Comparison:
    """Two waves. `effect` is by how much the share of Yes is larger after than before, `interval` its 95% interval (Newcombe).

    `superiority` is how often a record of the wave after is the better one of two drawn at random, equal answers counting half.
    `effect`, `interval` and `superiority` are None where a wave has nothing to count.
    """

    before: WaveReplies
    after: WaveReplies
    fisher_p: float
    rank_p: float
    effect: float | None
    interval: tuple[float, float] | None
    superiority: float | None

    @property
    def is_evidence(self) -> bool:
        """By the test that was planned for: Yes against all else."""
        return self.fisher_p < EVIDENCE

    @property
    def ranks_say_so(self) -> bool:
        return self.rank_p < EVIDENCE


def compare(before: WaveReplies, after: WaveReplies) -> Comparison:
    """Fisher's exact test on Yes against Partly and No; Wilcoxon–Mann–Whitney on the three in order, with ties."""
    both = before.n > 0 and after.n > 0
    return Comparison(
        before,
        after,
        fisher_p=fisher_exact(before.yes, before.n - before.yes, after.yes, after.n - after.yes),
        rank_p=rank_sum(before.in_order, after.in_order),
        effect=after.yes / after.n - before.yes / before.n if both else None,
        interval=difference_interval(after.yes, after.n, before.yes, before.n),
        superiority=_superiority(before, after) if both else None,
    )


def _superiority(before: WaveReplies, after: WaveReplies) -> float:
    """Mann and Whitney's U as a share of all pairs (Vargha, A. and Delaney, H. D., 2000, A critique and improvement of the CL common
    language effect size statistics, Journal of Educational and Behavioral Statistics 25, 101–132)."""
    twice = sum(
        good * other * (2 if place < worse else 1 if place == worse else 0)
        for place, good in enumerate(after.in_order)
        for worse, other in enumerate(before.in_order)
    )
    return twice / (2 * before.n * after.n)
