"""How far the audits of a month are agreed, and what is left out of its agreed grades, in words."""

from dataclasses import dataclass
from typing import Any

from audits.enums import OPENED_AGAIN, SENT_BACK, AuditState


@dataclass(frozen=True)
class MonthStanding:
    """Counts of a month's submitted audits, each by the name of its state: `agreed` now; with the auditor again, `opened_again` or
    `sent_back`; `waiting` for moderation. Of those not agreed now `agreed_before` were once. `is_settled` once the month's moderation
    was finished.
    """

    agreed: int = 0
    opened_again: int = 0
    sent_back: int = 0
    waiting: int = 0
    agreed_before: int = 0
    is_settled: bool = False

    @property
    def awaits_first(self) -> int:
        """Those that were never agreed."""
        return self.left_out - self.agreed_before

    @property
    def submitted(self) -> int:
        return self.agreed + self.left_out

    @property
    def left_out(self) -> int:
        return self.opened_again + self.sent_back + self.waiting

    @property
    def shows_agreed(self) -> bool:
        """The one rule of which grades a month is shown by.

        After moderation once every submitted audit was agreed; from then on it stays so: an audit opened again, sent back or
        submitted later is left out until it is agreed, and said. Before that, every audit by the grades first submitted.
        """
        return self.agreed > 0 and (self.is_settled or not self.awaits_first)

    @property
    def left_out_words(self) -> str:
        """“1 opened again, 2 waiting for moderation”; empty where every submitted audit is agreed."""
        return _in_words((self.opened_again, OPENED_AGAIN), (self.sent_back, SENT_BACK), (self.waiting, AuditState.SUBMITTED.label))

    @property
    def given_back_words(self) -> str:
        return _in_words((self.opened_again, OPENED_AGAIN), (self.sent_back, SENT_BACK))

    def __add__(self, other: "MonthStanding") -> "MonthStanding":
        return MonthStanding(
            self.agreed + other.agreed,
            self.opened_again + other.opened_again,
            self.sent_back + other.sent_back,
            self.waiting + other.waiting,
            self.agreed_before + other.agreed_before,
            self.is_settled and other.is_settled,
        )


def _in_words(*parts: tuple[int, Any]) -> str:
    """Of each name of a state how many have it."""
    return ", ".join(f"{count} {str(name).lower()}" for count, name in parts if count)


WHICH_STAGE = (
    "A month is shown after moderation once every audit submitted in it has agreed grades. From then on it stays so: an audit that is "
    "opened again, sent back or submitted later is left out until its grades are agreed, and the month says how many are. "
    "Until then the month is shown before moderation: every submitted audit by the grades first submitted."
)
