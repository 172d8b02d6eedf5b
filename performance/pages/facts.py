"""What the system can compute about an indicator, each answer with its inputs, so that nobody types a figure."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from statistics import fmean

from foundation.council.months import add_months, month_name, months_between
from foundation.govuk.wording import sentence_start
from foundation.statistics import Change, Number, at_comparator, change, implied_population, months_to_reach, plain, rate, round_half_up
from foundation.statistics.projections import FEWEST_MONTHS as MONTHS_OF_A_RANGE
from foundation.statistics.projections import NoRange, Reached, range_to_reach
from performance.enums import Basis, Polarity, Series, Unit
from performance.models import Indicator
from performance.pages.comparators import neighbours_aside, neighbours_source, neighbours_where
from performance.pages.half_years import percentage_of
from performance.pages.indicators import Values
from performance.pages.populations import derived_answer, derived_caution, population_words
from performance.queries.comparators import is_count
from performance.queries.figures import MonthFigures, Neighbours, as_given, in_figures
from performance.queries.periods import WINDOW, period_of, step_of
from performance.queries.populations import derived_of_others, derived_rates

MINUS = "−"
# Months: further off a straight line says nothing but that it is far.
FARTHEST = 120
FAR_OFF = "more than 10 years"
PACE_MONTHS = 3
FEWEST_MONTHS = 3


@dataclass(frozen=True)
class Derivation:
    """`working` is the sum as one would write it, `caution` what the answer is not, `sentence` what a report may say, or nothing.

    `size` is how far the figure has moved or stands from another, as a share of itself, to set larger facts first; `target` what a
    pace leads to. `key` says which fact of its table and month it is, whatever its figures are.
    """

    title: str
    answer: str
    working: str
    caution: str = ""
    sentence: str = ""
    size: Decimal = Decimal(0)
    target: Decimal | None = None
    key: str = ""


def facts_about(indicator: Indicator, figures: MonthFigures, values: Values) -> list[Derivation]:
    """Every fact that the stored figures allow, for `figures.month`; with all of the indicator's `values` a pace has its range."""
    makers = (_change, _share, _annualised, _recovered_month, _at_neighbours_rate, _needed, _pace, _population, _derived_rate)
    facts = [fact for make in makers for fact in make(indicator, figures)]
    return [
        replace(fact, caution=" ".join([fact.caution, _range(fact.target, figures.month, values)])) if fact.target else fact
        for fact in facts
    ]


def facts_to_say(indicator: Indicator, figures: MonthFigures) -> list[Derivation]:
    """Those with a sentence. They ask the database for nothing more than `figures`."""
    makers = (_change, _share, _recovered_month, _at_neighbours_rate, _needed, _pace)
    return [fact for make in makers for fact in make(indicator, figures) if fact.sentence]


def facts_for_report(series: Series, figures: MonthFigures) -> list[Derivation]:
    """Each sentence about the table's indicators once: one of every kind in turn, of each kind the largest first."""
    makers = (_share, _change, _needed, _at_neighbours_rate, _pace, _recovered_month)
    kinds = [[fact for each in figures.of(series) for fact in _with_keys(make, each, figures) if fact.sentence] for make in makers]
    in_turn = zip_longest(*(sorted(kind, key=lambda fact: -fact.size) for kind in kinds))
    return list({fact.sentence: fact for turn in in_turn for fact in turn if fact}.values())


def _with_keys(make: Callable[[Indicator, MonthFigures], Iterator[Derivation]], indicator: Indicator, figures: MonthFigures):
    return (replace(fact, key=f"{make.__name__[1:]}-{indicator.slug}-{place}") for place, fact in enumerate(make(indicator, figures)))


def _period(indicator: Indicator, figures: MonthFigures, back: int) -> str:
    return period_of(indicator, add_months(figures.month, -back))


def _signed(value: Decimal, decimals: int = 0) -> str:
    rounded = round_half_up(value, decimals)
    return f"{'+' if rounded > 0 else ''}{plain(rounded, decimals)}"


def _signed_percent(value: Decimal, decimals: int = 1) -> str:
    """“−3.4%”; a change that is too small for its decimals is not none: “less than 0.1% lower”."""
    if value and not round_half_up(value, decimals):
        return f"less than {plain(Decimal(1).scaleb(-decimals))}% {'higher' if value > 0 else 'lower'}"
    return f"{_signed(value, decimals)}%"


def _relative(value: Decimal) -> str:
    return f"{_signed(value)}%" if round_half_up(value) or not value else "less than 1%"


def _months(months: Number) -> str:
    if months > FARTHEST:
        return FAR_OFF
    return f"{plain(months, 1)} months" if round_half_up(months, 1) else "less than 0.1 months"


def _named(indicator: Indicator) -> str:
    """The label, with the unit where the label alone does not tell it."""
    return f"{indicator.shown_label}, {indicator.get_unit_display().lower()}" if indicator.unit == Unit.RATE else indicator.shown_label


def _inside(indicator: Indicator) -> str:
    """The measure's name within a sentence."""
    return sentence_start(str(indicator.measure))


def _change(indicator: Indicator, figures: MonthFigures) -> Iterator[Derivation]:
    back = step_of(indicator)
    moved = change(figures.value(indicator, back), figures.value(indicator), indicator.unit)
    if moved is None:
        return
    places = moved.places(indicator.decimals)
    before, after = plain(moved.previous, places), plain(moved.current, places)
    title = f"Change since {_period(indicator, figures, back)}"
    if indicator.unit == Unit.PERCENT:
        relative = f" ({_relative(moved.relative)} relative)" if moved.relative is not None else ""
        points = _signed(moved.difference, places)
        unit = "percentage point" if points.lstrip(f"+{MINUS}") == "1" else "percentage points"
        answer, working = f"{points} {unit}{relative}", f"{after}% {MINUS} {before}%"
    elif not moved.difference:
        answer, working = "No change", f"{after} {MINUS} {before}"
    elif moved.amount is not None:
        answer, working = _signed_percent(moved.amount), f"({after} {MINUS} {before}) ÷ {before}"
    else:
        return
    sign = "%" if indicator.unit == Unit.PERCENT else ""
    periods = f"{after}{sign} in {_period(indicator, figures, 0)}, {before}{sign} in {_period(indicator, figures, back)}"
    sentence = f"{_named(indicator)}: {periods}: {answer}." if moved.difference else ""
    yield Derivation(title, answer, working, sentence=sentence, size=abs(moved.relative or Decimal(0)))


def _share(indicator: Indicator, figures: MonthFigures) -> Iterator[Derivation]:
    """A count as a share of the count that it is a part of, seen from either side."""
    by_pk = {each.pk: each for each in figures.indicators}
    for part in figures.indicators:
        whole = by_pk.get(part.numerator_of_id or 0)
        if whole is None or indicator.pk not in (part.pk, whole.pk):
            continue
        said: list[str] = []
        for back in (WINDOW, 0):
            share = percentage_of(part, whole, figures, back)
            if share is not None:
                working = f"{figures.text(part, back)} ÷ {figures.text(whole, back)}"
                period = _period(indicator, figures, back)
                said.append(f"{plain(share, 1)}% in {period} ({figures.text(part, back)} of {figures.text(whole, back)})")
                # The sentence tells both windows, so it comes with the later one.
                sentence = "" if back else f"{part.measure}, as a share of {_inside(whole)}: {', then '.join(said)}."
                answer = f"{plain(share, 1)}% of {_inside(whole)}"
                yield Derivation(
                    f"{part.measure}, {period}", answer, working, "Derived here from the two counts; no file gives it.", sentence
                )


def _annualised(indicator: Indicator, figures: MonthFigures) -> Iterator[Derivation]:
    """A half-year's count as a yearly rate, to set beside the printed one."""
    pair, population = _half_year_pair(indicator, figures), _mean_population(figures)
    if pair is None or population is None:
        return
    count, printed = pair
    for back in (WINDOW, 0):
        enquiries = figures.value(count, back)
        if enquiries is None:
            continue
        computed = rate(enquiries * 2, population)
        yield Derivation(
            f"Annualised rate check, {_period(indicator, figures, back)}",
            f"{plain(computed or 0, 0)} per 10,000 children; the table prints {figures.text(printed, back)}",
            f"{plain(enquiries)} × 2 ÷ {plain(population, 0)} × 10,000",
            "The population is the one that the scorecard’s counts and rates imply.",
        )


def _half_year_pair(indicator: Indicator, figures: MonthFigures) -> tuple[Indicator, Indicator] | None:
    """The half-years' count of the indicator's measure, and the yearly rate that their table prints of it."""
    if indicator.series != Series.HALF_YEARS:
        return None
    same = [each for each in figures.of(Series.HALF_YEARS) if each.measure_id == indicator.measure_id]
    count = next((each for each in same if each.basis == Basis.SIX_MONTHS and each.unit == Unit.NUMBER), None)
    printed = next((each for each in same if each.basis == Basis.SIX_MONTHS_ANNUALISED), None)
    return (count, printed) if count and printed else None


def _recovered_month(indicator: Indicator, figures: MonthFigures) -> Iterator[Derivation]:
    """Of two rolling years one month apart only the newest month and the one that it pushed out differ."""
    now, before = figures.value(indicator), figures.value(indicator, back=1)
    if indicator.basis != Basis.ROLLING_YEAR or not is_count(indicator) or now is None or before is None:
        return
    month, year_ago = month_name(figures.month), month_name(add_months(figures.month, -12))
    yield Derivation(
        f"{month} against {year_ago}",
        _signed(now - before),
        f"{plain(now)} {MINUS} {plain(before)}: the year gained {month} and lost {year_ago}",
        "A difference between two single months, which the rolling year hides.",
        f"{indicator.measure}: {plain(abs(now - before))} {'fewer' if now < before else 'more'} in {month} than in {year_ago}, "
        "recovered from the rolling 12 months.",
    )


def _pair(indicator: Indicator, figures: MonthFigures) -> tuple[Indicator, Indicator] | None:
    """The scorecard's count and rate of the indicator's measure."""
    same = {each.unit: each for each in figures.of(Series.SCORECARD) if each.measure_id == indicator.measure_id}
    return (same[Unit.NUMBER], same[Unit.RATE]) if Unit.NUMBER in same and Unit.RATE in same else None


def _at_neighbours_rate(indicator: Indicator, figures: MonthFigures) -> Iterator[Derivation]:
    pair = _pair(indicator, figures)
    if pair is None or not (indicator.unit == Unit.RATE or indicator.series == Series.SCORECARD):
        return
    count, own_rate = figures.value(pair[0]), figures.value(pair[1])
    if count is None or own_rate is None:
        return
    for held in _neighbours_rates(indicator, figures):
        neighbours_rate = held.value
        there = at_comparator(count, own_rate, neighbours_rate)
        if there is None:
            continue
        # Rounded before the difference is taken, so that the two whole numbers and the count agree with each other.
        would_be = round_half_up(there.count)
        gap = would_be - count
        difference = f"{plain(abs(gap))} {'fewer' if gap < 0 else 'more'}"
        there_would_be = f"there would be {plain(would_be)} {_inside(indicator)}"
        yield Derivation(
            f"At the statistical neighbours’ rate of {as_given(neighbours_rate)} ({neighbours_where(held)})",
            f"{plain(would_be)}, {difference}",
            f"{plain(count)} × {as_given(neighbours_rate)} ÷ {in_figures(pair[1], own_rate)}",
            sentence=f"At the statistical neighbours’ rate of {as_given(neighbours_rate)} ({neighbours_where(held)}) {there_would_be}, "
            f"{difference} than the {plain(count)} of {month_name(figures.month)}.",
            size=abs(gap) * 100 / max(count, Decimal(1)),
        )


def _neighbours_rates(indicator: Indicator, figures: MonthFigures) -> list[Neighbours]:
    """Their rates of the indicator's measure, each once: that of its own table first."""
    sources = [each for each in figures.indicators if each.measure_id == indicator.measure_id and each.unit == Unit.RATE]
    rates: dict[Decimal, Neighbours] = {}
    for source in sorted(sources, key=lambda each: each.series != indicator.series):
        if held := figures.quoted_neighbours(source) or figures.published_neighbours(source):
            rates.setdefault(held.value, held)
    return list(rates.values())


def _is_there(indicator: Indicator, value: Decimal, theirs: Decimal) -> bool:
    """At the neighbours' figure, as far as it is printed, or better."""
    if in_figures(indicator, value) == in_figures(indicator, theirs):
        return True
    return (indicator.polarity == Polarity.HIGHER and value > theirs) or (indicator.polarity == Polarity.LOWER and value < theirs)


def _needed(indicator: Indicator, figures: MonthFigures) -> Iterator[Derivation]:
    """How far the neighbours' figure lies off. Where neither side is better it is a difference and nothing that is needed."""
    held, now = figures.neighbours(indicator), figures.value(indicator)
    if held is None or now is None or _is_there(indicator, now, held.value):
        return
    for back in (0, WINDOW) if indicator.series == Series.HALF_YEARS else (0,):
        value = figures.value(indicator, back)
        apart = change(value, held.value, indicator.unit)
        if value is not None and apart is not None and apart.amount and not _is_there(indicator, value, held.value):
            yield _apart(indicator, apart, held, _period(indicator, figures, back))


def _apart(indicator: Indicator, apart: Change, held: Neighbours, period: str) -> Derivation:
    places = apart.places(indicator.decimals)
    own, target = plain(apart.previous, places), max(held.text, plain(held.value, places), key=len)
    if indicator.unit == Unit.PERCENT:
        by, own, target = f"{_signed(apart.difference, places)} percentage points", f"{own}%", f"{target}%"
        working = f"{target} {MINUS} {own}"
    else:
        by, working = _signed_percent(apart.amount or Decimal(0)), f"({target} {MINUS} {own}) ÷ {own}"
    start, theirs, size = (
        f"{own} ({period})",
        f"the statistical neighbours’ {target}{neighbours_aside(held)}",
        abs(apart.relative or Decimal(0)),
    )
    if indicator.polarity == Polarity.NEUTRAL:
        below = "below" if apart.difference < 0 else "above"
        sentence = f"{_named(indicator)}: {theirs} is {by.lstrip(f'+{MINUS}')} {below} our {start}."
        return Derivation(f"Difference to {theirs}", f"{by} from {start}", working, neighbours_source(held), sentence, size)
    sentence = f"{_named(indicator)}: {by} needed from {start} to reach {theirs}."
    return Derivation(f"Needed to reach {theirs}", f"{by} needed from {start}", working, neighbours_source(held), sentence, size)


def _pace(indicator: Indicator, figures: MonthFigures) -> Iterator[Derivation]:
    """The one answer to how long it takes: at the pace of the last three months."""
    values = [figures.value(indicator, back) for back in range(PACE_MONTHS, -1, -1)]
    known = [(back, value) for back, value in zip(range(PACE_MONTHS, -1, -1), values, strict=True) if value is not None]
    held, now = figures.neighbours(indicator), values[-1]
    if indicator.series != Series.SCORECARD or held is None or now is None or len(known) < FEWEST_MONTHS:
        return
    if _is_there(indicator, now, held.value):
        return
    months = months_to_reach(values, held.value)
    since, theirs = month_name(add_months(figures.month, -known[0][0])), f"the statistical neighbours’ {held.text}{neighbours_aside(held)}"
    title = f"Months to reach {theirs} at the pace since {since}"
    steps = f"({in_figures(indicator, known[0][1])} {MINUS} {in_figures(indicator, now)}) ÷ {known[0][0]}"
    if months is None and indicator.polarity != Polarity.NEUTRAL:
        sentence = f"{_named(indicator)}: since {since} not moving towards {theirs}."
        yield Derivation(
            title, "Not at this pace: the figure is not moving towards it", f"monthly step: {steps}", neighbours_source(held), sentence
        )
    if months is None:
        return
    sentence = (
        f"{_named(indicator)}: at the pace since {since} {theirs} would be reached in {_months(months)}, if it went on in a straight line."
    )
    working = f"({in_figures(indicator, now)} {MINUS} {held.text}) ÷ ({steps})"
    answer = _months(months)
    yield Derivation(title, f"{answer[:1].upper()}{answer[1:]}", working, _caution_of_pace(indicator, held), sentence, target=held.value)


def _caution_of_pace(indicator: Indicator, held: Neighbours) -> str:
    either = "Neither side is better by itself." if indicator.polarity == Polarity.NEUTRAL else ""
    return " ".join(filter(None, ["A straight line drawn on: an illustration, not a forecast.", either, neighbours_source(held)]))


def _range(target: Decimal, month: datetime.date, values: Values) -> str:
    """In which months a figure with the noise that this one has would first be there, or why that cannot be said."""
    months = months_between(min(values), month)
    found = range_to_reach([None if (value := values.get(each)) is None else float(value) for each in months], float(target))
    if isinstance(found, Reached):
        return f"With the noise that it had, it would first be there {_between(found)} (95% range)."
    if isinstance(found, NoRange) and found.autocorrelation is not None:
        alike = f"each step resembles the one before (autocorrelation {plain(found.autocorrelation, 2)})"
        return f"No range is given: {alike}, so that one would be too narrow."
    known = found.months if found else 0
    return f"No range is given: it needs {MONTHS_OF_A_RANGE} months in a row, and there are {known}." if found else ""


def _between(found: Reached) -> str:
    earliest, latest = found.earliest, found.latest
    if earliest > FARTHEST:
        return f"in {FAR_OFF} or never"
    if latest is None or latest > FARTHEST:
        return f"between {_months(earliest)} and {'never' if latest is None else FAR_OFF} from now"
    return f"between {plain(earliest, 1)} and {plain(latest, 1)} months from now"


def _populations(figures: MonthFigures) -> list[Decimal]:
    """The population aged 0–17 that each printed pair of count and rate was divided by, this month and the last."""
    found = []
    for indicator in figures.of(Series.SCORECARD):
        pair = _pair(indicator, figures)
        if pair is None or indicator.pk != pair[1].pk:
            continue
        for back in (0, 1):
            population = implied_population(figures.value(pair[0], back), figures.value(pair[1], back))
            if population is not None:
                found.append(population)
    return found


def _mean_population(figures: MonthFigures) -> Decimal | None:
    populations = _populations(figures)
    return Decimal(str(fmean(populations))) if populations else None


def _population(indicator: Indicator, figures: MonthFigures) -> Iterator[Derivation]:
    populations = _populations(figures)
    pair = _pair(indicator, figures)
    if pair is None or indicator.pk != pair[1].pk or not populations:
        return
    own = implied_population(figures.value(pair[0]), figures.value(pair[1]))
    if own is None:
        return
    yield Derivation(
        "Population aged 0 to 17 that the scorecard’s rate implies",
        f"{plain(own, 0)}; {plain(min(populations), 0)} to {plain(max(populations), 0)} over {len(populations)} pairs of count and rate",
        f"{figures.text(pair[0])} ÷ {figures.text(pair[1])} × 10,000",
        "Rates divided by one population would imply one figure, give or take rounding.",
    )


def _derived_rate(indicator: Indicator, figures: MonthFigures) -> Iterator[Derivation]:
    """Of a count whose rate no file gives. No sentence: what is derived here is not for a report to say unasked."""
    if indicator.series == Series.OTHER:
        derived = derived_of_others(figures.month, only=indicator).get(indicator)
    else:
        derived = derived_rates(figures, only=indicator).get(indicator.pk)
    if derived is not None:
        title = f"Rate per 10,000 children, {_period(indicator, figures, 0)}: derived here, in no file"
        caution = " ".join(filter(None, [f"Of {population_words(derived.population)}.", derived_caution(derived)]))
        yield Derivation(title, derived_answer(derived), derived.working, caution)
