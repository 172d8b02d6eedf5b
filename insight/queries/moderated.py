"""How many of the submitted audits of each month were moderated, and how they were chosen."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from audits.enums import ChosenBy, CountedBy, CountedState

from .counted import Scope, counted

_BY_RULE = (ChosenBy.GRADE, ChosenBy.FIRST, ChosenBy.DRIFT, ChosenBy.RULES)


@dataclass(frozen=True)
class ModeratedMonth:
    """Counts of a month's submitted audits by their state, and by the rule that chose them for moderation, where one did."""

    month: datetime.date
    states: Counter[str] = field(default_factory=Counter)
    choices: Counter[str] = field(default_factory=Counter)

    @property
    def submitted(self) -> int:
        return self.states.total()

    @property
    def moderated(self) -> int:
        return self.states[CountedState.MODERATED]

    @property
    def released(self) -> int:
        return self.states[CountedState.RELEASED]

    @property
    def open(self) -> int:
        """Still to be moderated or released, or with their auditor again."""
        return self.submitted - self.moderated - self.released

    @property
    def drawn(self) -> int:
        return self.choices[ChosenBy.RANDOM]

    @property
    def by_rule(self) -> int:
        return sum(self.choices[rule] for rule in _BY_RULE)


def moderated_by_month(scope: Scope) -> list[ModeratedMonth]:
    found: dict[datetime.date, ModeratedMonth] = {}
    for (month, state, choice), number in counted(scope, "month", "state", "value", split=CountedBy.CHOICE, overall=True).items():
        row = found.setdefault(month, ModeratedMonth(month))
        row.states[state] += number
        if choice:
            row.choices[choice] += number
    return [found[month] for month in sorted(found)]
