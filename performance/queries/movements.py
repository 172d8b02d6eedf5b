"""Which way an indicator went, as texts beside its figures are held against it."""

import datetime
import re
from collections.abc import Iterable, Iterator

from foundation.claims import Claim, Movement, contradicted, numbers_quoted
from foundation.council.months import add_months
from foundation.statistics import plain
from performance.enums import Polarity, Series
from performance.models import Indicator

from .figures import MonthFigures
from .periods import period_of, step_of

BETTER = {Polarity.HIGHER: 1, Polarity.LOWER: -1}
# What a table adds to a name, and people leave out.
_TAIL = re.compile(r",? in (?:the )?last \d+ months$|,? (?:rolling|six months|annualised|within|as at)\b.*$| \([^)]*\)$", re.IGNORECASE)


def movement_of(indicator: Indicator, figures: MonthFigures, *, is_beside: bool = False) -> Movement | None:
    """The month's figure and that of the period before it; None where one of them is missing."""
    step = step_of(indicator)
    before, after = figures.value(indicator, back=step), figures.value(indicator)
    if before is None or after is None:
        return None
    periods = [period_of(indicator, month) for month in (add_months(figures.month, -step), figures.month)]
    texts = [figures.text(indicator, back=step), figures.text(indicator)]
    return Movement(
        label=indicator.shown_label,
        names=sorted({name for full in (indicator.shown_label, str(indicator.measure)) for name in (full, _TAIL.sub("", full))}),
        before=before,
        after=after,
        shown=f"{indicator.shown_label}: {'; '.join(f'{period} {text}' for period, text in zip(periods, texts, strict=True))}",
        months=[month for period in periods for month in re.findall(r"[A-Z][a-z]+ \d{4}", period)],
        better=BETTER.get(Polarity(indicator.polarity), 0),
        is_beside=is_beside,
    )


def movements_in(figures: MonthFigures, series: Series) -> Iterator[Movement]:
    """Of every indicator of a table that has both figures."""
    return (found for each in figures.of(series) if (found := movement_of(each, figures)))


def claims_against(indicator: Indicator, figures: MonthFigures, words: Iterable[str]) -> list[Claim]:
    """What a comment on the month says and its figures do not: which way it went, or the figure as it was before a later file."""
    own = movement_of(indicator, figures, is_beside=True)
    text = "\n".join(words)
    return [*contradicted(text, movements=[own] if own else []), *_outdated(indicator, figures, text)]


def _outdated(indicator: Indicator, figures: MonthFigures, text: str) -> Iterator[Claim]:
    """A restated figure that is quoted as it was, and not as it is."""
    quoted = numbers_quoted(text)
    for month in _periods(indicator, figures.month):
        restated = figures.restated.get((indicator.pk, month))
        if restated is None or restated.was.was is None or restated.value.value is None:
            continue
        was, now = (plain(value, indicator.decimals) for value in (restated.was.was, restated.value.value))
        if was.replace(",", "") in quoted and now.replace(",", "") not in quoted:
            yield Claim(was, False, f"{indicator.shown_label}: {period_of(indicator, month)} {now}")


def _periods(indicator: Indicator, month: datetime.date) -> tuple[datetime.date, datetime.date]:
    return month, add_months(month, -step_of(indicator))
