"""What a control chart says in sentences: its limits, its signals, its target."""

import datetime
import math
from collections import Counter
from collections.abc import Iterator, Sequence

from foundation.charts import SignalMeaning
from foundation.council.months import month_name, period_name
from foundation.statistics import plain
from foundation.statistics.control import FEWEST_POINTS, FEWEST_TRIAL, RUN, Assurance, ControlLimits, Rule, Signal, Stretch
from performance.enums import Polarity

MEANINGS = {SignalMeaning.IMPROVEMENT: "improvement", SignalMeaning.CONCERN: "concern", SignalMeaning.NEITHER: "neither is better"}
# How the points that are signals look on the chart, for those that there are.
SHAPES = {
    SignalMeaning.IMPROVEMENT: "a large circle is an improvement",
    SignalMeaning.CONCERN: "a square is a concern",
    SignalMeaning.NEITHER: "a diamond is a signal, neither way being better by itself",
}


def meaning_of(signal: Signal, polarity: str) -> SignalMeaning:
    """By the way that the signal goes and the way that is better: of a trend not by where its points lie."""
    if polarity == Polarity.NEUTRAL:
        return SignalMeaning.NEITHER
    return SignalMeaning.IMPROVEMENT if signal.is_up == (polarity == Polarity.HIGHER) else SignalMeaning.CONCERN


def words_of(rule: Rule) -> str:
    return rule.value[:1].upper() + rule.value[1:]


def rule_words(signal: Signal) -> str:
    """With the way that it goes: “Outside the limits, above”, “… that all rise or all fall: falling”."""
    way = ("rising" if signal.is_up else "falling") if signal.rule is Rule.TREND else ("above" if signal.is_up else "below")
    return f"{words_of(signal.rule)} ({way})"


def places_of(limits: ControlLimits, decimals: int) -> int:
    """As many decimals as leave three digits of how far the limits reach, at most two; never fewer than the figures have."""
    reach = limits.upper - limits.mean
    digits = 2 - math.floor(math.log10(reach)) if reach > 0 else decimals
    return max(min(digits, 2), decimals)


def level_words(limits: ControlLimits, decimals: int) -> str:
    """“mean 1.94, limits −0.72 and 4.60”."""
    places = places_of(limits, decimals)
    mean, lower, upper = (plain(level, places) for level in (limits.mean, limits.lower, limits.upper))
    return f"mean {mean}, limits {lower} and {upper}"


def stretch_words(stretch: Stretch, months: Sequence[datetime.date], why_anew: str, decimals: int, of: str = "") -> str:
    """`of` says which month's limits are meant, where each has its own."""
    when = period_name(months[stretch.first], months[stretch.end - 1])
    since = f" ({why_anew})" if why_anew else ""
    limits = stretch.limits
    if limits is None:
        return f"{when}{since}: no limits yet, {too_few(stretch)}."
    said = f"{level_words(limits, decimals)}{of}"
    if limits.is_trial:
        return (
            f"{when}{since}: trial limits from {limits.points} months, {said}. They are revised with each month until there are "
            f"{FEWEST_POINTS}, and no month is a signal before that."
        )
    fixed = f"{when}{since}: {said}, fixed on the first {FEWEST_POINTS} months."
    return f"{fixed} All {stretch.known} months would give: {level_words(stretch.whole, decimals)}." if stretch.whole else fixed


def too_few(stretch: Stretch) -> str:
    """Of fewer than six months, or of shares that were all 0% or all 100%."""
    if stretch.known >= FEWEST_TRIAL:
        return "as the figures have not varied"
    return f"{stretch.known} of the {FEWEST_POINTS} months that they need"


def bound_words(bounds: tuple[float | None, float | None], found: Sequence[Stretch]) -> Iterator[str]:
    """Of limits beyond what a figure can be."""
    least, most = bounds
    limits = [band for each in found if each.limits for band in each.limits.bands if band]
    if least is not None and any(band.lower < least for band in limits):
        yield "No figure can lie below 0, so that none can be a signal by lying under a lower limit that does."
    if most is not None and any(band.upper > most for band in limits):
        yield "No figure can lie above 100%, so that none can be a signal by lying over an upper limit that does."


def caution_words(found: Sequence[Stretch], fired: Sequence[Signal]) -> Iterator[str]:
    """`fired` are the signals of all stretches."""
    outside = {signal.index for signal in fired if signal.rule is Rule.OUTSIDE}
    rests_on = {place for each in found for place in range(each.first, each.first + FEWEST_POINTS)}
    if len(fired) > 1 and outside & rests_on:
        yield "A month far outside that the limits rest on pulls the mean towards itself, so that others may be signals for that alone."
    if {signal.index for signal in fired}.issuperset(range(found[-1].end - RUN, found[-1].end)):
        yield "The last seven months are all signals: where the level moved for good and you know why, let the limits start again there."


def season_words(months: Sequence[datetime.date], fired: Sequence[Signal]) -> Iterator[str]:
    """A month of the year that is far outside again and again may be nothing but the time of year."""
    outside = Counter(months[signal.index].month for signal in fired if signal.rule is Rule.OUTSIDE)
    again = [month for month, times in outside.items() if times > 1]
    if again:
        names = " and ".join(f"{datetime.date(2000, month, 1):%B}" for month in sorted(again))
        yield f"{names} {'is' if len(again) == 1 else 'are'} outside the limits in more than one year, which may be the time of year."


def latest_words(month: datetime.date, signal: Signal | None, meaning: SignalMeaning | None) -> str:
    """What the chart says of its latest figure: the rule that it meets, and whether that is good."""
    if signal is None or meaning is None:
        return f"{month_name(month)} is not a signal: it is within the usual variation."
    verdicts = {SignalMeaning.IMPROVEMENT: "an improvement", SignalMeaning.CONCERN: "a concern"}
    verdict = f", {verdicts[meaning]}" if meaning in verdicts else "; neither way is better by itself"
    words = rule_words(signal)
    return f"{month_name(month)} is a signal{verdict}: {words[:1].lower()}{words[1:]}."


def target_words(assured: Assurance, target: str, limits: ControlLimits, decimals: int, *, higher_is_better: bool) -> str:
    places = places_of(limits, decimals)
    lower, upper = plain(limits.lower, places), plain(limits.upper, places)
    if assured is Assurance.BY_CHANCE:
        return f"The target of {target} lies between the limits, {lower} and {upper}: it may be met or missed by chance."
    reaches_up = (assured is Assurance.MET) == higher_is_better
    place = f"no higher than the lower limit, {lower}" if reaches_up else f"no lower than the upper limit, {upper}"
    if assured is Assurance.MISSED:
        place = f"below the lower limit, {lower}" if reaches_up else f"above the upper limit, {upper}"
    verb = "met" if assured is Assurance.MET else "missed"
    return f"The target of {target} is {place}: unless something changes it will be {verb} every month."
