"""Which audits are moderated, where the month's are chosen by rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from audits.calculations.latest import LATEST
from audits.enums import PRACTICE_GRADES, ChosenBy, Grade
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


def drift_in(pairs: Iterable[tuple[str, str]], audits: int) -> Drift:
    """Of grades first submitted beside agreed ones; not applicable on either side is left out."""
    places = {grade: place for place, grade in enumerate(PRACTICE_GRADES)}
    steps = [places[Grade(after)] - places[Grade(before)] for before, after in pairs if before in places and after in places]
    return Drift(audits, len(steps), up=sum(step < 0 for step in steps), down=sum(step > 0 for step in steps))


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
