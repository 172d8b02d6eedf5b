"""How many of a month's audits were moderated, and which of them at random."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from audits.enums import ChosenBy, CountedBy, CountedState
from audits.models import Audit, Cycle
from audits.queries.counted import CountOfAudits, audits_counted
from foundation.accounts.models import Person

# What of the counts it reads.
RATE_BY = (CountedBy.ALL, CountedBy.CHOICE)


@dataclass(frozen=True)
class ModerationRate:
    """One month: how many were submitted and moderated, and by which rule they were chosen; `kinds` is None where it is hidden."""

    month: str
    submitted: int
    moderated: int
    released: int
    kinds: Counter[str] | None

    @property
    def drawn(self) -> int:
        return self._of(ChosenBy.RANDOM)

    @property
    def lots(self) -> int:
        return self._of(ChosenBy.RANDOM) + self._of(ChosenBy.NOBODY)

    @property
    def by_grade(self) -> int:
        return self._of(ChosenBy.GRADE)

    @property
    def first(self) -> int:
        return self._of(ChosenBy.FIRST)

    @property
    def drift(self) -> int:
        return self._of(ChosenBy.DRIFT)

    @property
    def of_setters(self) -> int:
        return self._of(ChosenBy.RULES)

    def _of(self, kind: ChosenBy) -> int:
        return (self.kinds or Counter())[kind]


def moderation_rates(cycles: Iterable[Cycle], person: Person) -> list[ModerationRate]:
    """A row a month with submitted audits, in a fixed number of queries.

    A person who still moderates an audit of a month blind reads nothing of how that month's were chosen.
    """
    cycles = [cycle for cycle in cycles if cycle.moderation_required]
    blind = set(Audit.objects.grades_hidden_from(person).values_list("cycle", flat=True))
    return rates_of_counted(cycles, list(audits_counted(RATE_BY, [cycle.pk for cycle in cycles])), blind)


def rates_of_counted(cycles: Iterable[Cycle], counted: Iterable[CountOfAudits], blind: Collection[int] = ()) -> list[ModerationRate]:
    """The same of months whose counts are known already, by `RATE_BY` at least; `blind` are those of which nothing is told."""
    states: dict[int, Counter[str]] = {}
    kinds: dict[int, Counter[str]] = {}
    for by, cycle, value, state, audits in counted:
        if by == CountedBy.ALL:
            states.setdefault(cycle, Counter())[state] += audits
        elif by == CountedBy.CHOICE and value:
            kinds.setdefault(cycle, Counter())[value] += audits
    return [
        ModerationRate(
            month=str(cycle),
            submitted=states[cycle.pk].total(),
            moderated=states[cycle.pk][CountedState.MODERATED],
            released=states[cycle.pk][CountedState.RELEASED],
            kinds=None if cycle.pk in blind else kinds.get(cycle.pk, Counter()),
        )
        for cycle in cycles
        if cycle.moderation_required and cycle.pk in states
    ]
