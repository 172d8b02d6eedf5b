"""The figures around one month, of both regular tables, in a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet

from foundation.council.months import add_months
from foundation.lookups.read_once import read_once
from foundation.lookups.read_together import read_together
from foundation.seals import InputKind, note_inputs
from foundation.statistics import plain, round_half_up
from performance.enums import ComparatorKind, Series
from performance.models import Commentary, Comparator, Indicator, MissingFigure, Target, Value

from .comparators import OurAverage, is_count, our_latest_averages
from .restated import RestatedValue, restated_in

# A half-year's page looks back two windows; a scorecard's facts look back a few months.
LOOK_BACK = 6
NO_FIGURE = "–"
# An average is no figure that anybody published: it has one decimal more than those it is of.
AVERAGE_DECIMALS = 1


@dataclass(frozen=True)
class Neighbours:
    """The statistical neighbours' figure of a month: what the table of `series` quotes, of `year` (empty where it does not say), or the
    `average` of what is published. `quoted_instead` is what the table quotes where that is of no known year and so is not taken.
    """

    value: Decimal
    text: str
    series: str
    year: str = ""
    average: OurAverage | None = None
    quoted_instead: str = ""


@dataclass(frozen=True)
class MonthFigures:
    """Everything stored about `month` and the six before it. A comparator is the latest quoted up to the month.

    `published` has, by indicator for which none of a known year is quoted, what our neighbours average to by the published figures.
    """

    month: datetime.date
    indicators: list[Indicator]
    values: dict[tuple[int, datetime.date], Value]
    comparators: dict[int, Comparator]
    commentaries: dict[int, Commentary]
    published: dict[int, OurAverage]
    restated: dict[tuple[int, datetime.date], RestatedValue] = field(default_factory=dict)

    # Not every page shows these.

    @cached_property
    def said_before(self) -> dict[int, Commentary]:
        """What was said of the month before, by indicator."""
        return _of_indicators(_commentaries(add_months(self.month, -1)), self.indicators)

    @cached_property
    def missing(self) -> dict[tuple[int, datetime.date], MissingFigure]:
        rows = list(MissingFigure.objects.filter(month__in=_months_read(self.month)))
        note_inputs(InputKind.MISSING, ((each.pk, (each.why, each.from_whom)) for each in rows))
        return {(each.indicator_id, each.month): each for each in rows}

    @cached_property
    def targets(self) -> dict[int, Target]:
        return _targets_in(self.month)

    def of(self, series: Series) -> list[Indicator]:
        return [each for each in self.indicators if each.series == series]

    def value(self, indicator: Indicator, back: int = 0) -> Decimal | None:
        """The indicator's figure `back` months before the month; None where there is none."""
        stored = self.values.get((indicator.pk, add_months(self.month, -back)))
        return stored.value if stored else None

    def text(self, indicator: Indicator, back: int = 0) -> str:
        """The figure as people write it; NA as the file marked it, a dash where nothing is stored."""
        return figure_text(indicator, self.values.get((indicator.pk, add_months(self.month, -back))))

    def target_text(self, indicator: Indicator) -> str:
        """What the figure should reach in the month; empty where nothing is set."""
        target = self.targets.get(indicator.pk)
        return as_given(target.value) if target else ""

    def why_missing(self, indicator: Indicator, back: int = 0) -> MissingFigure | None:
        """What was noted on the gap; None once the figure has come."""
        return self.missing.get((indicator.pk, add_months(self.month, -back))) if self.value(indicator, back) is None else None

    def neighbours_figure(self, indicator: Indicator) -> Decimal | None:
        comparator = self.comparators.get(indicator.pk)
        return comparator.value if comparator else None

    def neighbours_text(self, indicator: Indicator) -> str:
        figure = self.neighbours_figure(indicator)
        return NO_FIGURE if figure is None else in_figures(indicator, figure)

    def neighbours(self, indicator: Indicator) -> Neighbours | None:
        """What the indicator is held to: what its table quotes or, where that is of no known year, what is published; None of neither."""
        quoted, published = self.quoted_neighbours(indicator), self.published_neighbours(indicator)
        if quoted is None or published is None or self.neighbours_year(indicator):
            return quoted or published
        return replace(published, quoted_instead=quoted.text)

    def quoted_neighbours(self, indicator: Indicator) -> Neighbours | None:
        quoted = self.neighbours_figure(indicator)
        if quoted is None:
            return None
        return Neighbours(quoted, in_figures(indicator, quoted), indicator.series, self.neighbours_year(indicator))

    def published_neighbours(self, indicator: Indicator) -> Neighbours | None:
        average = self.published.get(indicator.pk)
        if average is None:
            return None
        value = round_half_up(average.value, indicator.decimals + AVERAGE_DECIMALS)
        return Neighbours(value, plain(value, indicator.decimals + AVERAGE_DECIMALS), indicator.series, average=average)

    def neighbours_year(self, indicator: Indicator) -> str:
        """2021/22, or empty where the file did not say."""
        comparator = self.comparators.get(indicator.pk)
        return comparator.year if comparator else ""


def in_figures(indicator: Indicator, value: Decimal) -> str:
    """A value with the indicator's decimals and a comma for thousands."""
    return plain(value, indicator.decimals)


def figure_text(indicator: Indicator, stored: Value | None) -> str:
    """The figure as people write it; the file's mark where it is missing, a dash where nothing is stored."""
    if stored is None:
        return NO_FIGURE
    return stored.missing_mark if stored.value is None else in_figures(indicator, stored.value)


def as_given(value: Decimal) -> str:
    """A value with the decimals that it has and no more: what a file wrote as 63.5 is 63.5, and 90 is 90."""
    return plain(value.normalize())


def _months_read(month: datetime.date) -> list[datetime.date]:
    return [add_months(month, -back) for back in range(LOOK_BACK + 1)]


def figures_for(month: datetime.date) -> MonthFigures:
    indicators = list(Indicator.objects.regular().select_related("measure", "owner"))
    latest, said = _latest_comparators(month), _commentaries(month)
    wanted = {each.pk for each in indicators} | {each.denominator_id for each in indicators if each.denominator_id}
    values = Value.objects.ours().filter(month__in=_months_read(month), indicator__in=wanted)
    read_together(latest, said, values)
    comparators = {each.indicator_id: each for each in latest}
    found = MonthFigures(
        month=month,
        indicators=indicators,
        values={(each.indicator_id, each.month): each for each in values},
        comparators=comparators,
        commentaries=_of_indicators(said, indicators),
        published=_published([each for each in indicators if each.pk not in comparators or not comparators[each.pk].year], month),
        restated=restated_in(values),
    )
    note_figures(found)
    return found


def figures_alone(month: datetime.date, indicators: Collection[int]) -> MonthFigures:
    """Of these indicators the figures of the month and of the month before, and nothing that is said of them or set beside them."""
    rows = list(Indicator.objects.regular().filter(pk__in=indicators).select_related("measure"))
    values = Value.objects.ours().filter(month__in=[add_months(month, -1), month], indicator__in=[each.pk for each in rows])
    return MonthFigures(month, rows, {(each.indicator_id, each.month): each for each in values}, {}, {}, {})


class FigureReader:
    """The figures of months, each read once: made for one page or report, and handed down to every part that shows them."""

    def __init__(self) -> None:
        self._read: dict[datetime.date, MonthFigures] = {}
        self._months: dict[Series, list[datetime.date]] = {}

    def of(self, month: datetime.date) -> MonthFigures:
        if month not in self._read:
            self._read[month] = figures_for(month)
        return self._read[month]

    def latest(self, series: Series, up_to: datetime.date) -> datetime.date | None:
        """The latest month of a table with figures, not after `up_to`."""
        if series not in self._months:
            self._months[series] = list(months_with_figures(series))
        return next((month for month in self._months[series] if month <= up_to), None)

    def half_years_beside(self, figures: MonthFigures) -> MonthFigures:
        """Those with the latest half-year up to the month of `figures`."""
        month = self.latest(Series.HALF_YEARS, figures.month)
        return figures if month in (None, figures.month) else self.of(month)


def target_in(targets: Iterable[Target], month: datetime.date) -> Target | None:
    """The target that holds in `month`: of several the one that was set last."""
    held = [each for each in targets if each.first_month <= month and (each.last_month is None or month <= each.last_month)]
    return max(held, key=lambda each: each.first_month, default=None)


def note_values(rows: Iterable[tuple[int, Decimal | None, str]]) -> None:
    """Of stored figures: the key, the figure and the mark in its place."""
    note_inputs(InputKind.FIGURE, ((key, (value, mark)) for key, value, mark in rows))


def note_figures(figures: MonthFigures) -> None:
    """For a report that is sealed: what it read, with what each says."""
    note_values((each.pk, each.value, each.missing_mark) for each in figures.values.values())
    note_inputs(InputKind.COMPARATOR, ((each.pk, (each.value, each.year)) for each in figures.comparators.values()))
    said = ((each.pk, (each.status, each.published_comment, each.published_action)) for each in figures.commentaries.values())
    note_inputs(InputKind.COMMENT, said)
    note_inputs(InputKind.AVERAGE, ((key, (each,)) for key, each in figures.published.items()))


def _targets_in(month: datetime.date) -> dict[int, Target]:
    """The one that holds, by indicator."""
    by_indicator: dict[int, list[Target]] = defaultdict(list)
    for each in Target.objects.filter(first_month__lte=month):
        by_indicator[each.indicator_id].append(each)
    found = {pk: held for pk, targets in by_indicator.items() if (held := target_in(targets, month))}
    note_inputs(InputKind.TARGET, ((each.pk, (each.indicator_id, each.value)) for each in found.values()))
    return found


def _published(without: list[Indicator], month: datetime.date) -> dict[int, OurAverage]:
    """Of those of our indicators that are linked with a published one; a count grows with the council, so that no other is like it."""
    pairs = {each.pk: each.published_as_id for each in without if each.published_as_id and not is_count(each)}
    averages = our_latest_averages(pairs.values(), month) if pairs else {}
    return {pk: averages[theirs] for pk, theirs in pairs.items() if theirs in averages}


def _commentaries(month: datetime.date) -> QuerySet[Commentary]:
    return Commentary.objects.filter(month=month).select_related("status_by", "written_by", "asked_of")


def _of_indicators(rows: Iterable[Commentary], indicators: list[Indicator]) -> dict[int, Commentary]:
    by_pk = {each.pk: each for each in indicators}
    found = {each.indicator_id: each for each in rows if each.indicator_id in by_pk}
    for pk, commentary in found.items():
        # Already loaded: who may comment depends on the indicator's owner, and must not ask for it row by row.
        commentary.indicator = by_pk[pk]
    return found


def _latest_comparators(month: datetime.date) -> QuerySet[Comparator]:
    quoted = Comparator.objects.filter(month__lte=month, kind=ComparatorKind.STATISTICAL_NEIGHBOURS)
    later = quoted.filter(indicator=OuterRef("indicator"), month__gt=OuterRef("month"))
    return quoted.exclude(Exists(later))


def scorecard_months() -> list[datetime.date]:
    """The months that the scorecard has figures for, latest first."""
    return read_once(scorecard_months, lambda: list(months_with_figures(Series.SCORECARD)))


def latest_month() -> datetime.date | None:
    """The latest month with a figure on the scorecard; None before the first import."""
    return read_once(latest_month, lambda: months_with_figures(Series.SCORECARD).first())


def half_year_months() -> list[datetime.date]:
    """The last months of the half-years that have figures, latest first."""
    return list(months_with_figures(Series.HALF_YEARS))


def latest_half_year() -> datetime.date | None:
    """The last month of the latest half-year with figures."""
    return months_with_figures(Series.HALF_YEARS).first()


def months_with_figures(series: Series):
    """Latest first."""
    return Value.objects.ours().filter(indicator__series=series).order_by("-month").values_list("month", flat=True).distinct()
