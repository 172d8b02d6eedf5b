"""Indicators of the scorecard that are astray: with a signal the wrong way, short of their target, worse than the neighbours."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from foundation.charts import SignalMeaning
from foundation.statistics import exact
from performance.enums import Polarity, Series
from performance.models import Indicator
from performance.pages.comparators import neighbours_where
from performance.pages.control_charts import Control
from performance.pages.scorecard_signals import controls_of
from performance.queries import FigureReader, MonthFigures
from performance.queries.figures import as_given, in_figures

# Nearer to the neighbours than a tenth of their figure is no worry.
FAR = 0.1


@dataclass(frozen=True)
class AstrayIndicator:
    """`beside` is what it is held against, in words; `apart` how far it is from that, as a share of it."""

    name: str
    href: str
    figure: str
    beside: str
    apart: float = 0.0

    @property
    def words(self) -> str:
        """“Assessments in 45 working days, 66.5 (target 90)”."""
        return f"{self.name}, {self.figure} ({self.beside})"


@dataclass(frozen=True)
class AstrayIndicators:
    """Of one month: `charted` indicators have control limits, `judged` a target, `compared` a neighbours’ figure of a known year. The
    furthest astray first.
    """

    month: datetime.date
    concerns: Sequence[AstrayIndicator] = ()
    charted: int = 0
    missed: Sequence[AstrayIndicator] = ()
    judged: int = 0
    behind: Sequence[AstrayIndicator] = ()
    compared: int = 0


def astray_indicators(up_to: datetime.date) -> AstrayIndicators | None:
    """Of the latest scorecard up to a month; None where there is none. Only indicators of which one way is better."""
    reader = FigureReader()
    month = reader.latest(Series.SCORECARD, up_to)
    if month is None:
        return None
    figures = reader.of(month)
    known = [each for each in figures.of(Series.SCORECARD) if _has_a_better_way(each, figures)]
    judged = [each for each in known if each.pk in figures.targets]
    compared = [each for each in known if _has_dated_neighbours(each, figures)]
    controls = controls_of(known, month)
    behind = _furthest(_behind_neighbours(each, figures) for each in compared)
    return AstrayIndicators(
        month,
        list(_concerns(controls, figures)),
        len(controls),
        _furthest(_short_of_target(each, figures) for each in judged),
        len(judged),
        list(filter(_is_far, behind)),
        len(compared),
    )


def _has_dated_neighbours(indicator: Indicator, figures: MonthFigures) -> bool:
    held = figures.neighbours(indicator)
    return held is not None and bool(held.average or held.year)


def _has_a_better_way(indicator: Indicator, figures: MonthFigures) -> bool:
    return indicator.polarity != Polarity.NEUTRAL and figures.value(indicator) is not None


def _is_far(astray: AstrayIndicator) -> bool:
    return astray.apart > FAR


def _concerns(controls: Iterable[tuple[Indicator, Control]], figures: MonthFigures) -> Iterator[AstrayIndicator]:
    """In this month, and not in an earlier one that is the latest charted."""
    for indicator, control in controls:
        if control.latest_meaning == SignalMeaning.CONCERN and control.rows[0].month == figures.month:
            yield AstrayIndicator(str(indicator.shown_label), indicator.get_absolute_url(), figures.text(indicator), control.latest)


def _short_of_target(indicator: Indicator, figures: MonthFigures) -> AstrayIndicator | None:
    target = figures.targets[indicator.pk].value
    return _astray(indicator, figures, target, f"target {as_given(target)}")


def _behind_neighbours(indicator: Indicator, figures: MonthFigures) -> AstrayIndicator | None:
    held = figures.neighbours(indicator)
    return _astray(indicator, figures, held.value, f"neighbours {held.text}, {neighbours_where(held)}") if held else None


def _astray(indicator: Indicator, figures: MonthFigures, beside: Decimal, words: str) -> AstrayIndicator | None:
    """None where the figure is as good or better."""
    value = figures.value(indicator)
    if value is None:
        return None
    short = beside - value if indicator.polarity == Polarity.HIGHER else value - beside
    if short <= 0:
        return None
    apart = float(exact(short) / abs(beside)) if beside else float("inf")
    return AstrayIndicator(str(indicator.shown_label), indicator.get_absolute_url(), in_figures(indicator, value), words, apart)


def _furthest(found: Iterable[AstrayIndicator | None]) -> list[AstrayIndicator]:
    return sorted((each for each in found if each), key=lambda each: -each.apart)
