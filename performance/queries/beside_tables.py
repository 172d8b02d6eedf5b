"""How old the comparators of a regular table are, and what is published where it quotes none."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from performance.models import Indicator

from .comparators import OurAverage, age_words, year_end
from .comparing import average_text
from .figures import Figures


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


def published_notes(figures: Figures) -> dict[int, PublishedNote]:
    """By indicator for which no neighbours' figure is quoted: their published average of the latest year, where they are linked."""
    published = Indicator.objects.in_bulk({each.published_as_id for each in figures.indicators if each.pk in figures.published})
    return {
        each.pk: _note(published[each.published_as_id or 0], figures.published[each.pk], figures.month)
        for each in figures.indicators
        if each.pk in figures.published
    }


def _note(indicator: Indicator, average: OurAverage, month: datetime.date) -> PublishedNote:
    words = f"published {average.month.year}, {average.of}, {age_words(average.month, month)}"
    return PublishedNote(average_text(indicator, average.value), words, average.model, average.by)


def averages_in_words(notes: Iterable[PublishedNote | None]) -> str:
    """“mean of our neighbours by model 2021-04”: what a table's published averages are; empty where it has none."""
    return next((f"{note.by} of our neighbours by model {note.model}" for note in notes if note), "")


def years_in_words(years: Iterable[str], month: datetime.date) -> str:
    """“2021/22 (16 months old)”; a year that a file did not give says so."""
    return " and ".join(f"{year}{_age(year, month)}" if year else "a year that is not given" for year in sorted(years))


def _age(year: str, month: datetime.date) -> str:
    end = year_end(year)
    return f" ({age_words(end, month)})" if end else ""
