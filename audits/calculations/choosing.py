"""Which audits are moderated, where the month's are chosen by rule."""

import hashlib
from dataclasses import dataclass

from audits.enums import ChosenBy, Grade

LOTS = 10_000


@dataclass(frozen=True)
class Choice:
    """What the rules say of one audit; the lot is None where none was needed."""

    chosen_by: ChosenBy
    lot: int | None = None


def lot_of(seed: int, number: int) -> int:
    """A lot from 0 to 9999 for an audit: the same for the same seed and number, on any machine."""
    digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % LOTS


def choice_of(*, overall: str, earlier: int, number: int, best_and_worst: bool, first_audits: int, percentage: int, seed: int) -> Choice:
    """The first rule that holds; only what no rule takes is drawn by lot. `earlier`: audits that the auditor submitted before."""
    if best_and_worst and overall in (Grade.INADEQUATE, Grade.OUTSTANDING):
        return Choice(ChosenBy.GRADE)
    if earlier < first_audits:
        return Choice(ChosenBy.FIRST)
    lot = lot_of(seed, number)
    return Choice(ChosenBy.RANDOM if lot < percentage * LOTS // 100 else ChosenBy.NOBODY, lot)
