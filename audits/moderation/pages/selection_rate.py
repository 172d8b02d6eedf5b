"""How many of a month's audits were moderated, and how they were chosen, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from audits.models import Cycle, ModerationChoice
from audits.moderation.queries.selection_rate import ModerationRate, moderation_rates, rates_of_counted
from audits.queries.counted import CountOfAudits
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.statistics import count_of


@dataclass(frozen=True)
class RateRow:
    """A month's rate as a table shows it."""

    rate: ModerationRate
    chosen_by: str


def rate_rows(cycles: Iterable[Cycle], person: Person) -> list[RateRow]:
    return [RateRow(rate, _chosen_by(rate)) for rate in moderation_rates(cycles, person)]


def _chosen_by(rate: ModerationRate) -> str:
    """“2 by grade, 1 among an auditor’s first; 1 of 5 at random”, or why there is nothing to say."""
    if rate.kinds is None:
        return "Shown once you have graded the audits that you moderate there"
    if not rate.kinds:
        return "Every audit is moderated"
    kinds = [(rate.by_grade, "by grade"), (rate.first, "among an auditor’s first"), (rate.drift, "for changed grades")]
    kinds.append((rate.of_setters, "as their auditors set the rules"))
    by_rule = ", ".join(f"{count} {words}" for count, words in kinds if count)
    at_random = f"{count_of(rate.drawn, rate.lots)} at random" if rate.lots else ""
    return "; ".join(part for part in (by_rule, at_random) if part)


def moderated_words(cycle: Cycle, person: Person, counted: Iterable[CountOfAudits]) -> list[str]:
    """Sentences on the achieved rate; those drawn at random apart from those chosen by a rule, since only they represent the rest.

    A person who still moderates an audit of the month blind reads nothing about how the others were chosen: do not call it for them.
    `counted`: the month’s, by `RATE_BY`.
    """
    rates = rates_of_counted([cycle], counted)
    if not rates:
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
        drawn = set(lots.order_by().values_list("percentage", "seed").distinct())
        asked, seeds = (", ".join(map(str, sorted(set(numbers)))) for numbers in zip(*drawn, strict=True))
        seed = f" Seed of the lots: {seeds}." if with_seed else ""
        sentences.append(f"Drawn at random: {count_of(rate.drawn, rate.lots)} of the others; the rules ask for {asked}%.{seed}")
    return sentences
