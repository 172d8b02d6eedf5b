"""Two windows of six months side by side, as finished values."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from foundation.council.months import add_months, month_name
from foundation.govuk.wording import sentence_start
from foundation.statistics import change, plain
from performance.enums import Series
from performance.models import Commentary, Indicator
from performance.pages.comparison_tables import PublishedNote, one_year, published_notes, quoted_since, years_in_words
from performance.pages.disagreements import find_disagreements
from performance.pages.links import ask_url, comment_url
from performance.pages.scorecards import Direction, direction_of, doubts_on, flags_of
from performance.queries.figures import NO_FIGURE, FigureReader, MonthFigures, in_figures, latest_half_year
from performance.queries.periods import WINDOW, window_name

SHARE_DECIMALS = 1


@dataclass(frozen=True)
class HalfYearRow:
    """One indicator in both windows. A row that the system computed has `working`, which shows its inputs, and no comparator."""

    indicator: Indicator
    label: str
    unit: str
    basis: str
    first: Decimal | None
    first_text: str
    second: Decimal | None
    second_text: str
    neighbours_figure: Decimal | None
    neighbours_text: str
    change_words: str
    direction: Direction | None
    comment: str = ""
    action: str = ""
    commentary: Commentary | None = None
    comment_url: str = ""
    ask_url: str = ""
    working: str = ""
    published: PublishedNote | None = None
    flags: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    target: str = ""

    @property
    def is_waiting(self) -> bool:
        return bool(self.commentary and self.commentary.is_waiting)


@dataclass(frozen=True)
class HalfYears:
    """`neighbours_year` is empty where comparators are not all of one known year; `neighbours_note` says it with its age.

    `month` is the second window’s last.
    """

    month: datetime.date
    first_month: datetime.date
    first_window: str
    second_window: str
    neighbours_year: str
    rows: list[HalfYearRow]
    bases: str = ""
    neighbours_note: str = ""


@dataclass(frozen=True)
class Windows:
    """The figures of two windows: `later` is the one that the comments, comparators and cautions are for."""

    earlier: MonthFigures
    later: MonthFigures

    @property
    def both(self) -> tuple[MonthFigures, MonthFigures]:
        return self.earlier, self.later


def half_years(reader: FigureReader, month: datetime.date | None = None, first: datetime.date | None = None) -> HalfYears | None:
    """The window that ends with `month` (the latest unless given) against the one that ends with `first` (the one right before it).

    None before the first import.
    """
    month = month or latest_half_year()
    if month is None:
        return None
    first = first or add_months(month, -WINDOW)
    windows = Windows(reader.of(first), reader.of(month))
    figures = windows.later
    flags = flags_of(figures, find_disagreements(figures, figures))
    published = published_notes(figures)
    rows: list[HalfYearRow] = []
    for indicator in figures.of(Series.HALF_YEARS):
        rows.append(replace(_row(indicator, windows, flags[indicator.pk]), published=published.get(indicator.pk)))
        rows.extend(_share_row(indicator, windows))
    years = {figures.neighbours_year(each) for each in figures.of(Series.HALF_YEARS) if figures.neighbours_figure(each) is not None}
    note = f"Statistical neighbours’ figures are for {years_in_words(years, month)} in {month_name(month)}." if years - {""} else ""
    year = one_year(figures, Series.HALF_YEARS)
    note += quoted_since(figures, Series.HALF_YEARS)
    return HalfYears(month, first, window_name(first), window_name(month), year, rows, _bases(figures), note.strip())


def _bases(figures: MonthFigures) -> str:
    """Which periods the table's figures cover, each basis once."""
    names = dict.fromkeys(each.get_basis_display() for each in figures.of(Series.HALF_YEARS))
    return "; ".join(sentence_start(name) for name in names)


def _row(indicator: Indicator, windows: Windows, flags: list[str]) -> HalfYearRow:
    figures = windows.later
    commentary = figures.commentaries.get(indicator.pk)
    first, second = windows.earlier.value(indicator), figures.value(indicator)
    direction = direction_of(first, second, indicator)
    return HalfYearRow(
        indicator=indicator,
        label=indicator.shown_label,
        unit=indicator.get_unit_display(),
        basis=sentence_start(indicator.get_basis_display()),
        first=first,
        first_text=windows.earlier.text(indicator),
        second=second,
        second_text=figures.text(indicator),
        neighbours_figure=figures.neighbours_figure(indicator),
        neighbours_text=figures.neighbours_text(indicator),
        change_words=direction.change.words_beside(indicator.decimals) if direction.change else "",
        direction=direction,
        comment=commentary.published_comment if commentary else "",
        action=commentary.published_action if commentary else "",
        commentary=commentary,
        comment_url=comment_url(indicator, figures.month),
        ask_url=ask_url(indicator, figures.month),
        flags=flags,
        doubts=doubts_on(indicator, figures),
        target=figures.target_text(indicator),
    )


def _share_row(indicator: Indicator, windows: Windows) -> Iterator[HalfYearRow]:
    """What share of the count that it is a part of an indicator is: computed, and said to be."""
    whole = next((each for each in windows.later.indicators if each.pk == indicator.numerator_of_id), None)
    if whole is None:
        return
    first, second = (percentage_of(indicator, whole, figures, back=0) for figures in windows.both)
    moved = change(first, second, "percent")
    workings = [
        f"{in_figures(indicator, part)} ÷ {in_figures(whole, total)}"
        for figures in windows.both
        if (part := figures.value(indicator)) is not None and (total := figures.value(whole))
    ]
    yield HalfYearRow(
        indicator=indicator,
        label=f"{indicator.shown_label}, as a share of {sentence_start(str(whole.measure))}",
        unit=f"% of {sentence_start(str(whole.measure))}",
        basis=sentence_start(indicator.get_basis_display()),
        first=first,
        first_text=_share_text(first),
        second=second,
        second_text=_share_text(second),
        neighbours_figure=None,
        neighbours_text=NO_FIGURE,
        change_words=moved.words_beside(SHARE_DECIMALS) if moved else "",
        direction=None,
        working=f"Computed: {', then '.join(workings)}." if workings else "Computed.",
    )


def percentage_of(part: Indicator, whole: Indicator, figures: MonthFigures, back: int) -> Decimal | None:
    """`part` as a percentage of `whole`, unrounded; None where one is missing."""
    count, total = figures.value(part, back), figures.value(whole, back)
    return count * 100 / total if count is not None and total else None


def _share_text(share: Decimal | None) -> str:
    return NO_FIGURE if share is None else plain(share, SHARE_DECIMALS)
