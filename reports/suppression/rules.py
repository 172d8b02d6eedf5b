"""By which rules an audience is shown counts, and the one decision on a group of counts that add up. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from reports.enums import Protection, WhyHidden

# In the place of a figure that is held back: the Analysis Function's shorthand for confidential.
CONFIDENTIAL = "[c]"


@dataclass(frozen=True)
class AudienceRules:
    """`fewest`: what is counted fewer times is held back. Counts are rounded to a multiple of `round_to`, 1 for none. `zeros_disclose`:
    nought, and all of all, say something of each child too. `grades` are the words for grades that sentences may use.
    """

    protection: Protection = Protection.NOTHING
    fewest: int = 0
    round_to: int = 1
    zeros_disclose: bool = False
    grades: Sequence[str] = field(default_factory=tuple)

    @property
    def protects_each_count(self) -> bool:
        return self.protection == Protection.EACH_COUNT and self.fewest > 0

    @property
    def protects_whole_tables(self) -> bool:
        return self.protection == Protection.WHOLE_TABLES and self.fewest > 0

    @property
    def rounds(self) -> bool:
        return self.protects_each_count and self.round_to > 1

    def rounded(self, count: int) -> int:
        """To the nearest multiple, halves up."""
        return (count + self.round_to // 2) // self.round_to * self.round_to if self.rounds else count

    def is_safe(self, count: int) -> bool:
        return count >= self.fewest or (count == 0 and not self.zeros_disclose)

    def are_safe(self, counts: Iterable[int]) -> bool:
        return all(map(self.is_safe, counts))

    def is_small_change(self, count: int, other: int) -> bool:
        """Whether two published totals differ by so few that one from the other tells of them."""
        return 0 < abs(count - other) < self.fewest


class HowMuch(IntEnum):
    """How much of a group of counts is shown: nothing, how many there are in all, or each count."""

    NOTHING = 0
    TOTAL = 1
    EACH = 2


@dataclass(frozen=True)
class CountGroup:
    """Counts that add up to `total` and to nothing else; `key` is the same in every report on the same audits or actions."""

    key: tuple[str, ...]
    counts: Mapping[str, int]
    total: int


@dataclass(frozen=True)
class GroupShown:
    """A group as it was counted, and how much of it an audience was shown."""

    group: CountGroup
    shown: HowMuch


def decision(group: CountGroup, rules: AudienceRules, earlier: Iterable[GroupShown]) -> tuple[HowMuch, WhyHidden | None]:
    """How much of a group is shown, and why not all of it: by itself, then beside what the audience was shown of the same group before.

    All of its counts are shown or none, so that no sum of those shown gives away one that is not.
    """
    shown, why = _by_itself(group, rules)
    if rules.protects_each_count:
        for before in earlier:
            least = _beside(group, before, rules)
            if least < shown:
                shown, why = least, WhyHidden.EARLIER
    return shown, why


# Groups of audits of a month; others may be of services or plan types.
_OF_AUDITS = ("overall", "domain")


def _by_itself(group: CountGroup, rules: AudienceRules) -> tuple[HowMuch, WhyHidden | None]:
    if not (rules.protects_each_count or rules.protects_whole_tables):
        return HowMuch.EACH, None
    if rules.protects_whole_tables:
        is_small = group.key[0] in _OF_AUDITS and 0 < group.total < rules.fewest
        return (HowMuch.NOTHING, WhyHidden.FEW) if is_small else (HowMuch.EACH, None)
    if group.total < rules.fewest:
        return HowMuch.NOTHING, WhyHidden.FEW
    if rules.are_safe(group.counts.values()):
        return HowMuch.EACH, None
    return HowMuch.TOTAL, WhyHidden.ZERO if all(count == 0 or count >= rules.fewest for count in group.counts.values()) else WhyHidden.SMALL


def _beside(group: CountGroup, before: GroupShown, rules: AudienceRules) -> HowMuch:
    """How much at most, where so much of it was shown `before`."""
    then = before.group
    if before.shown > HowMuch.NOTHING and rules.is_small_change(group.total, then.total):
        return HowMuch.NOTHING
    if before.shown < HowMuch.EACH and group.total - then.total < rules.fewest:
        return HowMuch.TOTAL
    if before.shown == HowMuch.EACH and any(rules.is_small_change(*pair) for pair in _pairs(group.counts, then.counts)):
        return HowMuch.TOTAL
    return HowMuch.EACH


def _pairs(now: Mapping[str, int], then: Mapping[str, int]) -> list[tuple[int, int]]:
    """The same counts of both; of one that has grades and another that has only how many are good, of how many are good."""
    if now.keys() != then.keys():
        now, then = _coarse(now), _coarse(then)
    return [(now.get(name, 0), then.get(name, 0)) for name in now.keys() | then.keys()]


GOOD, OTHER = "good or better", "other"
_ARE_GOOD = ("O", "G", GOOD)


def _coarse(counts: Mapping[str, int]) -> dict[str, int]:
    good = sum(count for name, count in counts.items() if name in _ARE_GOOD)
    return {GOOD: good, OTHER: sum(counts.values()) - good}
