"""How old the comparators of a regular table are, and what is published where it quotes none."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from foundation.council.months import month_name
from performance.enums import Series
from performance.models import Comparator, Indicator
from performance.pages.comparators import age_words, average_of
from performance.pages.comparing import average_text
from performance.queries.comparators import OurAverage, year_end
from performance.queries.figures import MonthFigures


@dataclass(frozen=True)
class PublishedNote:
    """A published average in the place of a figure that a table does not quote; `model` is said once for the table."""

    figure: str
    words: str
    model: str
    by: str

    @property
    def sentence(self) -> str:
        return f"{self.figure}, {self.words}, model {self.model}"


def published_notes(figures: MonthFigures) -> dict[int, PublishedNote]:
    """By indicator for which no neighbours' figure is quoted: their published average of the latest year, where they are linked."""
    published = Indicator.objects.in_bulk({each.published_as_id for each in figures.indicators if each.pk in figures.published})
    return {
        each.pk: _note(published[each.published_as_id or 0], figures.published[each.pk], figures.month)
        for each in figures.indicators
        if each.pk in figures.published
    }


def _note(indicator: Indicator, average: OurAverage, month: datetime.date) -> PublishedNote:
    words = f"published {average.month.year}, {average_of(average.by, average.n)}, {age_words(average.month, month)}"
    return PublishedNote(average_text(indicator, average.value), words, average.model, average.by)


def averages_in_words(notes: Iterable[PublishedNote | None]) -> str:
    """“mean of our neighbours by model 2021-04”: what a table's published averages are; empty where it has none."""
    return next((f"{note.by} of our neighbours by model {note.model}" for note in notes if note), "")


def one_year(figures: MonthFigures, series: Series) -> str:
    """The year that every neighbours' figure which the table quotes is for; empty where they differ, or nobody knows."""
    years = {each.year for each in _quoted(figures, series).values()}
    return years.pop() if len(years) == 1 else ""


def neighbours_flags(figures: MonthFigures, series: Series) -> dict[int, str]:
    """By indicator the year that its neighbours' figure is for, or since when it is quoted, where others of the table differ in that."""
    quoted = _quoted(figures, series)
    years, months = {each.year for each in quoted.values()}, {each.month for each in quoted.values()}
    found: dict[int, list[str]] = {pk: [] for pk in quoted}
    for pk, each in quoted.items():
        if len(years) > 1:
            found[pk].append(f"is for {each.year or 'a year that the file does not give'}")
        if len(months) > 1 and each.month != figures.month:
            found[pk].append(f"was last quoted in {month_name(each.month)}")
    return {pk: f"The statistical neighbours’ figure {' and '.join(said)}." for pk, said in found.items() if said}


def quoted_since(figures: MonthFigures, series: Series) -> str:
    """Where the month's file quotes none: from when those come that the table shows."""
    months = {each.month for each in _quoted(figures, series).values()}
    return f" They were last quoted in {month_name(months.pop())}." if len(months) == 1 and figures.month not in months else ""


def _quoted(figures: MonthFigures, series: Series) -> dict[int, Comparator]:
    shown = {each.pk for each in figures.of(series)} - figures.published.keys()
    return {pk: each for pk, each in figures.comparators.items() if pk in shown}


def years_in_words(years: Iterable[str], month: datetime.date) -> str:
    """“2020/21 (28 months old), 2021/22 (16 months old) and a year that is not given”."""
    said = [
        f"{year}{_age(year, month)}" if year else "a year that is not given" for year in sorted(years, key=lambda year: (not year, year))
    ]
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]]))


def _age(year: str, month: datetime.date) -> str:
    end = year_end(year)
    return f" ({age_words(end, month)})" if end else ""
