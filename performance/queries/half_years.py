"""Two windows of six months side by side, as finished values."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from foundation.council.months import add_months, period_name
from foundation.statistics import change, plain
from performance.enums import Series
from performance.models import Commentary, Indicator

from .comments import ask_url, comment_url
from .disagreements import find_disagreements
from .figures import NO_FIGURE, Figures, figures_for, in_figures, latest_half_year
from .scorecards import Direction, direction_of, flags_of

WINDOW = 6
SHARE_DECIMALS = 1


@dataclass(frozen=True)
class HalfYearRow:
    """One indicator in both windows. A row that the system computed has `working`, which shows its inputs, and no comparator."""

    indicator: Indicator
    label: str
    unit: str
    first: Decimal | None
    first_text: str
    second: Decimal | None
    second_text: str
    sn: Decimal | None
    sn_text: str
    change_words: str
    direction: Direction | None
    comment: str = ""
    action: str = ""
    commentary: Commentary | None = None
    comment_url: str = ""
    ask_url: str = ""
    working: str = ""
    flags: list[str] = field(default_factory=list)

    @property
    def is_waiting(self) -> bool:
        return bool(self.commentary and self.commentary.is_waiting)


@dataclass(frozen=True)
class HalfYears:
    """`sn_year` is empty where no comparator's year is known. `month` is the last one of the second window."""

    month: datetime.date
    first_window: str
    second_window: str
    sn_year: str
    rows: list[HalfYearRow]


def half_years(month: datetime.date | None = None) -> HalfYears | None:
    """The comparison whose second window ends with `month` (the latest unless given); None before the first import."""
    month = month or latest_half_year()
    if month is None:
        return None
    figures = figures_for(month)
    flags = flags_of(figures, find_disagreements(figures, figures))
    rows: list[HalfYearRow] = []
    for indicator in figures.of(Series.HALF_YEARS):
        rows.append(_row(indicator, figures, flags[indicator.pk]))
        rows.extend(_share_row(indicator, figures))
    years = {figures.sn_year(each) for each in figures.of(Series.HALF_YEARS)} - {""}
    return HalfYears(month, window_name(add_months(month, -WINDOW)), window_name(month), " and ".join(sorted(years)), rows)


def window_name(end: datetime.date) -> str:
    """“August 2022 to January 2023”."""
    return period_name(add_months(end, 1 - WINDOW), end)


def _row(indicator: Indicator, figures: Figures, flags: list[str]) -> HalfYearRow:
    commentary = figures.commentaries.get(indicator.pk)
    first, second = figures.value(indicator, back=WINDOW), figures.value(indicator)
    direction = direction_of(first, second, indicator)
    return HalfYearRow(
        indicator=indicator,
        label=indicator.shown_label,
        unit=indicator.get_unit_display(),
        first=first,
        first_text=figures.text(indicator, back=WINDOW),
        second=second,
        second_text=figures.text(indicator),
        sn=figures.sn(indicator),
        sn_text=figures.sn_text(indicator),
        change_words=direction.change.words() if direction.change else "",
        direction=direction,
        comment=commentary.published_comment if commentary else "",
        action=commentary.published_action if commentary else "",
        commentary=commentary,
        comment_url=comment_url(indicator, figures.month),
        ask_url=ask_url(indicator, figures.month),
        flags=flags,
    )


def _share_row(indicator: Indicator, figures: Figures) -> Iterator[HalfYearRow]:
    """What share of the count that it is a part of an indicator is: computed, and said to be."""
    whole = next((each for each in figures.indicators if each.pk == indicator.numerator_of_id), None)
    if whole is None:
        return
    first, second = (share_of(indicator, whole, figures, back) for back in (WINDOW, 0))
    moved = change(first, second, "percent")
    workings = [
        f"{in_figures(indicator, part)} ÷ {in_figures(whole, total)}"
        for back in (WINDOW, 0)
        if (part := figures.value(indicator, back)) is not None and (total := figures.value(whole, back))
    ]
    yield HalfYearRow(
        indicator=indicator,
        label=f"{indicator.shown_label}, as a share of {_inside(str(whole.measure))}",
        unit=f"% of {_inside(str(whole.measure))}",
        first=first,
        first_text=_share_text(first),
        second=second,
        second_text=_share_text(second),
        sn=None,
        sn_text=NO_FIGURE,
        change_words=moved.words() if moved else "",
        direction=None,
        working=f"Computed: {', then '.join(workings)}." if workings else "Computed.",
    )


def share_of(part: Indicator, whole: Indicator, figures: Figures, back: int) -> Decimal | None:
    """`part` as a percentage of `whole`, unrounded; None where one is missing."""
    count, total = figures.value(part, back), figures.value(whole, back)
    return count * 100 / total if count is not None and total else None


def _share_text(share: Decimal | None) -> str:
    return NO_FIGURE if share is None else plain(share, SHARE_DECIMALS)


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:]
