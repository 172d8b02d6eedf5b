"""How many children a rate is divided by, and what was derived from that, in words."""

from foundation.statistics import plain
from performance.enums import Basis
from performance.queries.figures import MonthFigures
from performance.queries.populations import OLD_AFTER, PER, DerivedRate, Population, derived_rates, rates_of

# The order in which `estimates_of` gives them.
RULE = (
    "The estimate of the latest mid-year up to a month is the one that the month’s rates are derived from. Where a published file and our "
    "own figures give the same mid-year, the published one is taken, because other councils’ rates are divided by it."
)
# What a count of this basis does not say of a year.
_PERIODS: dict[str, str] = {Basis.SIX_MONTHS: "It counts six months and is not annualised.", Basis.MONTH: "It counts one month."}


def population_words(population: Population) -> str:
    """“50,000 children in Sefton, mid-2022 (estimates.csv, row 2)”."""
    restated = f", restated from {plain(population.was[-1])}" if population.was else ""
    where = "by our own figures" if population.is_own else f"in {population.place}"
    return f"{plain(population.value)} children {where}, {population.day} ({population.source.file_name}, row {population.row}{restated})"


def derived_answer(rate: DerivedRate) -> str:
    """“90.0 per 10,000”."""
    return f"{rate.text} per {PER:,}"


def derived_caution(rate: DerivedRate) -> str:
    old = f"The population is {rate.age} months old: import a later one." if rate.age > OLD_AFTER else ""
    return " ".join(filter(None, [old, _PERIODS.get(rate.basis, "")]))


def derived_sentence(rate: DerivedRate) -> str:
    caution = derived_caution(rate)
    return f"Derived here: {derived_answer(rate)} of {population_words(rate.population)}.{' ' if caution else ''}{caution}"


def derived_notes(figures: MonthFigures) -> dict[int, str]:
    """For the table's rows: beside a count without its rate, and in the row of the rate itself where it stands there empty."""
    derived = derived_rates(figures)
    notes = {pk: derived_sentence(each) for pk, each in derived.items()}
    for count in figures.indicators:
        if count.pk in derived:
            notes |= {each.pk: derived_sentence(derived[count.pk]) for each in rates_of(count, figures) if each.series == count.series}
    return notes
