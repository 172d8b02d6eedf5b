"""A control chart as finished values, whatever it is of: an indicator, a part of one, the grades of audits; on a page and in the report."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from foundation.charts import Event, LevelLine, LimitLine, SignalMeaning, StepLine, TrendPicture, TrendPoint, trend_picture
from foundation.council.months import month_name
from foundation.documents.formats import uk_date
from foundation.statistics import plain
from foundation.statistics.control import Assurance, Band, ControlLimits, Signal, Stretch, assurance_of, stretches
from performance.enums import Polarity
from performance.models import DatedEvent
from performance.pages.control_words import (
    MEANINGS,
    SHAPES,
    bound_words,
    caution_words,
    latest_words,
    meaning_of,
    places_of,
    rule_words,
    season_words,
    stretch_words,
    target_words,
)
from performance.queries.figures import NO_FIGURE

# Signals named beside the chart; the table under it has every one.
MOST_LISTED = 6


@dataclass(frozen=True)
class ControlSeries:
    """What is charted, one figure a month, oldest first; None is a gap, which no line bridges.

    `totals` are what each share is of, where limits go by that (p chart). `restarts` says by the place of a month why limits start again
    there. `bounds` are what a figure cannot lie beyond. `targets` are drawn; `target` is the one that holds in the last month, of what
    may have one. Figures are shown with `figure_decimals`, where those they come with say nothing.
    """

    title: str
    named: str
    months: Sequence[datetime.date]
    figures: Sequence[float | None]
    polarity: str
    decimals: int = 0
    unit: str = ""
    totals: Sequence[float | None] | None = None
    restarts: Mapping[int, str] = field(default_factory=dict)
    events: Sequence[DatedEvent] = ()
    bounds: tuple[float | None, float | None] = (None, None)
    targets: Sequence[LevelLine | StepLine] = ()
    target: float | None = None
    may_have_target: bool = True
    figure_decimals: int | None = None

    def shown(self, figure: float) -> float:
        return round(figure, 4 if self.figure_decimals is None else self.figure_decimals)

    def stretches(self) -> list[Stretch]:
        return stretches(self.figures, self.restarts, self.totals)


@dataclass(frozen=True)
class SignalRow:
    """A month of the chart; `rule` is the one that it fires with its way, and `meaning` what that means, or both are empty."""

    month: datetime.date
    figure: str
    rule: str = ""
    meaning: str = ""
    total: str = ""
    lower: str = ""
    mean: str = ""
    upper: str = ""
    kind: str = ""

    @property
    def period(self) -> str:
        return month_name(self.month)

    @property
    def verdict(self) -> str:
        """What is said after the rule in a list; nothing where neither way is better."""
        return f", {self.meaning}" if self.meaning in ("improvement", "concern") else ""


@dataclass(frozen=True)
class TargetAssurance:
    """Whether the target will be met: a symbol with its few words goes by the code, and a sentence says why."""

    assured: Assurance
    sentence: str

    @property
    def code(self) -> str:
        return self.assured.value


@dataclass(frozen=True)
class Control:
    """`note` says what is charted and why it may be, or why nothing is; the rest is empty in that case.

    `limits` has a sentence for each stretch between two events at which limits start again.
    """

    note: str
    limits: tuple[str, ...] = ()
    rows: tuple[SignalRow, ...] = ()
    picture: TrendPicture | None = None
    named: str = ""
    latest: str = ""
    latest_meaning: SignalMeaning | None = None
    assurance: TargetAssurance | None = None
    no_assurance: str = ""
    has_totals: bool = False
    is_trial: bool = False
    is_monthly: bool = True

    @property
    def signals(self) -> list[SignalRow]:
        return [row for row in self.rows if row.rule]

    @property
    def latest_symbol(self) -> str:
        """The code of the symbol that goes with the sentence on the latest month."""
        return self.latest_meaning.name.lower() if self.latest_meaning else "none"

    @property
    def key(self) -> str:
        """What the shapes on the chart mean, of those that it has."""
        return "; ".join(words for meaning, words in SHAPES.items() if MEANINGS[meaning] in {row.meaning for row in self.signals})

    @property
    def latest_signals(self) -> list[SignalRow]:
        return self.signals[:MOST_LISTED]

    @property
    def more_signals(self) -> int:
        return len(self.signals[MOST_LISTED:])

    def header(self) -> list[str]:
        """Columns of an export."""
        if not self.rows:
            return []
        of = ["Out of"] if self.has_totals else []
        return [
            f"Charted for signals: {self.named}",
            "Signal",
            "Improvement or concern",
            *of,
            "Lower limit",
            "Mean",
            "Upper limit",
            "Limits",
        ]

    def cells(self, month: datetime.date) -> list[str]:
        if not self.rows:
            return []
        found = next((row for row in self.rows if row.month == month), None)
        if found is None:
            return [""] * len(self.header())
        of = [found.total] if self.has_totals else []
        return [found.figure, found.rule, found.meaning, *of, found.lower, found.mean, found.upper, found.kind]


def control_chart(series: ControlSeries, note: str, found: Sequence[Stretch]) -> Control:
    """`found` are the series' stretches, of which some have limits."""
    fired = signals_of(found)
    said = [
        stretch_words(each, series.months, series.restarts.get(each.first, ""), series.decimals, _of_which(series, each)) for each in found
    ]
    last, latest = _latest(series, fired)
    meaning = meaning_of(latest, series.polarity) if latest else None
    assurance, no_assurance = _assurance(series, found[-1].limits)
    return Control(
        note=note,
        limits=(*said, *bound_words(series.bounds, found), *caution_words(found, fired), *season_words(series.months, fired)),
        rows=_rows(series, found, {signal.index: signal for signal in fired}),
        picture=_picture(series, found, fired),
        named=series.named,
        latest=latest_words(last, latest, meaning) if not _is_trial(found) else "",
        latest_meaning=meaning,
        assurance=assurance,
        no_assurance=no_assurance,
        has_totals=series.totals is not None,
        is_trial=_is_trial(found),
    )


def signals_of(found: Sequence[Stretch]) -> list[Signal]:
    return [signal for each in found if each.limits for signal in each.limits.signals]


def _is_trial(found: Sequence[Stretch]) -> bool:
    """Whether nothing can be said of the latest month yet."""
    return found[-1].limits is None or found[-1].limits.is_trial


def _of_which(series: ControlSeries, stretch: Stretch) -> str:
    """Which month's limits are said, where those of a p chart differ."""
    if series.totals is None or stretch.limits is None:
        return ""
    place = max(place for place, band in enumerate(stretch.limits.bands) if band)
    total = series.totals[stretch.first + place]
    return f" in {month_name(series.months[stretch.first + place])}, of {plain(total or 0)}"


def _latest(series: ControlSeries, fired: Sequence[Signal]) -> tuple[datetime.date, Signal | None]:
    place = max(place for place, figure in enumerate(series.figures) if figure is not None)
    return series.months[place], next((signal for signal in fired if signal.index == place), None)


def _assurance(series: ControlSeries, limits: ControlLimits | None) -> tuple[TargetAssurance | None, str]:
    if series.polarity == Polarity.NEUTRAL:
        return None, "Neither way is better by itself, so that there is no improvement, no concern and no assurance against a target."
    if series.target is None:
        return None, "No target is set, so that there is no assurance against one." if series.may_have_target else ""
    if limits is None or limits.is_trial:
        return None, "Whether the target will be met is said once the limits are fixed on twelve months."
    higher = series.polarity == Polarity.HIGHER
    assured = assurance_of(limits, series.target, higher_is_better=higher)
    words = target_words(assured, plain(round(series.target, 4)), limits, series.decimals, higher_is_better=higher)
    return TargetAssurance(assured, words), ""


def _rows(series: ControlSeries, found: Sequence[Stretch], fired: Mapping[int, Signal]) -> tuple[SignalRow, ...]:
    """Latest first."""
    rows = [_row(series, each, place, fired.get(place)) for each in found for place in range(each.first, each.end)]
    return tuple(rows[::-1])


def _row(series: ControlSeries, stretch: Stretch, place: int, signal: Signal | None) -> SignalRow:
    figure, limits = series.figures[place], stretch.limits
    band = limits.bands[place - stretch.first] if limits else None
    total = series.totals[place] if series.totals else None
    return SignalRow(
        month=series.months[place],
        figure=NO_FIGURE if figure is None else plain(series.shown(figure), series.figure_decimals),
        rule=rule_words(signal) if signal else "",
        meaning=MEANINGS[meaning_of(signal, series.polarity)] if signal else "",
        total="" if total is None else plain(total),
        **_levels(limits, band, series.decimals),
    )


def _levels(limits: ControlLimits | None, band: Band | None, decimals: int) -> dict[str, str]:
    if limits is None:
        return {"kind": "none yet"}
    places, kind = places_of(limits, decimals), "trial" if limits.is_trial else "fixed"
    mean = plain(limits.mean, places)
    if band is None:
        return {"mean": mean, "kind": kind}
    return {"lower": plain(band.lower, places), "mean": mean, "upper": plain(band.upper, places), "kind": kind}


def _picture(series: ControlSeries, found: Sequence[Stretch], fired: Sequence[Signal]) -> TrendPicture:
    periods = [f"{month:%b %Y}" for month in series.months]
    limits = [LimitLine(name, _line(of, found, periods, series.decimals), look) for name, of, look in LINES]
    return trend_picture(
        [TrendPoint(period, None if each is None else series.shown(each)) for period, each in zip(periods, series.figures, strict=True)],
        title=f"{series.title}: signal or noise?",
        series_label=series.named,
        unit=series.unit,
        comparators=[*limits, *series.targets],
        marked={periods[signal.index]: meaning_of(signal, series.polarity) for signal in fired},
        events=[Event(f"{event.day:%b %Y}", event.words, restart_words(event)) for event in series.events],
    )


LINES = (("Upper limit", "upper", "dashed"), ("Mean", "mean", "long"), ("Lower limit", "lower", "dashed"))


def _line(of: str, found: Sequence[Stretch], periods: Sequence[str], decimals: int) -> list[list[TrendPoint]]:
    """The points of each stretch that has limits."""
    drawn = []
    for each in found:
        if each.limits:
            places = places_of(each.limits, decimals)
            levels = [_level(each.limits, band, of) for band in each.limits.bands]
            rounded = [None if level is None else round(level, places) for level in levels]
            drawn.append([TrendPoint(periods[each.first + place], level) for place, level in enumerate(rounded)])
    return drawn


def _level(limits: ControlLimits, band: Band | None, of: str) -> float | None:
    return limits.mean if of == "mean" else getattr(band, of, None)


def restart_words(event: DatedEvent) -> str:
    """Why limits start again at an event, who said so and when; nothing of one at which they do not."""
    if not event.restarts_limits:
        return ""
    who = f" {event.added_by}, {uk_date(event.added_on)}." if event.added_on else f" {event.added_by}."
    reason = f" {_sentence(event.reason)}" if event.reason and event.reason != event.words else ""
    return f"limits start again in {month_name(event.day)}. {_sentence(event.words)}{reason}{who}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
