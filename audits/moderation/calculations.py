"""Which audits are moderated, where the month's are chosen by rule."""

from dataclasses import dataclass

from audits.calculations.latest import LATEST
from audits.enums import ChosenBy, Grade
from foundation.statistics import EVIDENCE, is_drawn, lot_of, sign_test


@dataclass(frozen=True)
class ModerationDecision:
    """What the rules say of one audit; the lot is None where none was needed."""

    chosen_by: ChosenBy
    lot: int | None = None


@dataclass(frozen=True)
class Drift:
    """How moderation changed an auditor's grades, of domains and overall, in their latest moderated audits."""

    audits: int
    compared: int
    up: int
    down: int

    @property
    def changed(self) -> int:
        return self.up + self.down

    @property
    def is_one_way(self) -> bool:
        return sign_test(self.up, self.down) < EVIDENCE

    def is_drift(self, share: int) -> bool:
        """Whether at least `share` per cent of the grades were changed, or significantly many in one direction."""
        if self.audits < LATEST or not self.compared:
            return False
        return self.changed * 100 >= share * self.compared or self.is_one_way


def choice_of(
    *, overall: str, earlier: int, drifts: bool, number: int, best_and_worst: bool, first_audits: int, percentage: int, seed: int
) -> ModerationDecision:
    """The first rule that holds; only what no rule takes is drawn by lot.

    `earlier`: audits that the auditor submitted before; `drifts`: whether the rules look at drift and this auditor does.
    """
    if best_and_worst and overall in (Grade.INADEQUATE, Grade.OUTSTANDING):
        return ModerationDecision(ChosenBy.GRADE)
    if earlier < first_audits:
        return ModerationDecision(ChosenBy.FIRST)
    if drifts:
        return ModerationDecision(ChosenBy.DRIFT)
    lot = lot_of(seed, number)
    return ModerationDecision(ChosenBy.RANDOM if is_drawn(lot, percentage) else ChosenBy.NOBODY, lot)
