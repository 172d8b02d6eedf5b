"""How many of a month's audits were moderated, and which of them at random."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from audits.enums import ChosenBy, State
from audits.models import Audit, Cycle, ModerationChoice
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.statistics import count_of


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

    @property
    def chosen_words(self) -> str:
        """“2 by grade, 1 among an auditor’s first; 1 of 5 at random”, or why there is nothing to say."""
        if self.kinds is None:
            return "Shown once you have graded the audits that you moderate there"
        if not self.kinds:
            return "Every audit is moderated"
        kinds = [(self.by_grade, "by grade"), (self.first, "among an auditor’s first"), (self.drift, "for changed grades")]
        kinds.append((self.of_setters, "as their auditors set the rules"))
        by_rule = ", ".join(f"{count} {words}" for count, words in kinds if count)
        at_random = f"{count_of(self.drawn, self.lots)} at random" if self.lots else ""
        return "; ".join(part for part in (by_rule, at_random) if part)

    def _of(self, kind: ChosenBy) -> int:
        return (self.kinds or Counter())[kind]


def moderation_rates(cycles: Iterable[Cycle], person: Person) -> list[ModerationRate]:
    """A row a month with submitted audits, in a fixed number of queries.

    Whoever still moderates an audit of a month blind reads nothing of how that month's were chosen.
    """
    cycles = [cycle for cycle in cycles if cycle.moderation_required]
    states: dict[int, Counter[str]] = {cycle.pk: Counter() for cycle in cycles}
    for cycle, state in Audit.objects.submitted().filter(cycle__in=states).values_list("cycle", "state"):
        states[cycle][state] += 1
    kinds: dict[int, Counter[str]] = {cycle.pk: Counter() for cycle in cycles}
    choices = ModerationChoice.objects.filter(audit__in=Audit.objects.submitted().filter(cycle__in=states))
    for cycle, kind in choices.values_list("audit__cycle", "chosen_by"):
        kinds[cycle][kind] += 1
    blind = set(Audit.objects.grades_hidden_from(person).values_list("cycle", flat=True))
    return [
        ModerationRate(
            month=str(cycle),
            submitted=states[cycle.pk].total(),
            moderated=states[cycle.pk][State.MODERATED],
            released=states[cycle.pk][State.RELEASED],
            kinds=None if cycle.pk in blind else kinds[cycle.pk],
        )
        for cycle in cycles
        if states[cycle.pk]
    ]


def moderated_words(cycle: Cycle, person: Person) -> list[str]:
    """Sentences on the achieved rate; those drawn at random apart from those chosen by a rule, since only they represent the rest.

    Whoever still moderates an audit of the month blind reads nothing of how the others were chosen.
    """
    rates = moderation_rates([cycle], person)
    if not rates or rates[0].kinds is None:
        return []
    rate = rates[0]
    sentences = [f"Moderated so far: {count_of(rate.moderated, rate.submitted)} of the audits submitted."]
    return sentences + _by_rule(cycle, rate, is_lead(person)) if cycle.is_moderated_by_rule else sentences


def _by_rule(cycle: Cycle, rate: ModerationRate, with_seed: bool) -> list[str]:
    chosen = rate.by_grade + rate.first + rate.drift + rate.of_setters
    kinds = [f"{rate.by_grade} Inadequate or Outstanding", f"{rate.first} among an auditor’s first"]
    if rate.drift:
        kinds.append(f"{rate.drift} as the auditor’s grades are often changed")
    if rate.of_setters:
        kinds.append(f"{rate.of_setters} as the auditor sets the rules")
    sentences = [f"Chosen by rule: {chosen} ({', '.join(kinds)})."]
    if rate.lots:
        lots = ModerationChoice.objects.filter(audit__in=cycle.audits.submitted(), lot__isnull=False)
        asked, seeds = (", ".join(map(str, sorted(set(lots.values_list(name, flat=True))))) for name in ("percentage", "seed"))
        seed = f" Seed of the lots: {seeds}." if with_seed else ""
        sentences.append(f"Drawn at random: {count_of(rate.drawn, rate.lots)} of the others; the rules ask for {asked}%.{seed}")
    return sentences
