"""How old the comparators of a regular table are, and what is published where it quotes none."""

import datetime
from collections.abc import Iterable

from performance.models import Indicator

from .comparators import age_words, our_latest_averages, year_end
from .comparing import average_text
from .figures import Figures


def published_notes(figures: Figures) -> dict[int, str]:
    """By indicator for which no neighbours' figure is quoted: their published average of the latest year, where they are linked."""
    pairs = {each.pk: each.published_as_id for each in figures.indicators if each.published_as_id and each.pk not in figures.comparators}
    if not pairs:
        return {}
    averages = our_latest_averages(filter(None, pairs.values()), figures.month)
    published = Indicator.objects.in_bulk(averages)
    return {
        pk: f"Published: {average_text(published[theirs], averages[theirs].value)} ({averages[theirs].provenance(figures.month)})"
        for pk, theirs in pairs.items()
        if theirs in averages
    }


def years_in_words(years: Iterable[str], month: datetime.date) -> str:
    """“2021/22 (16 months old)”; a year that a file did not give says so."""
    return " and ".join(f"{year}{_age(year, month)}" if year else "a year that is not given" for year in sorted(years))


def _age(year: str, month: datetime.date) -> str:
    end = year_end(year)
    return f" ({age_words(end, month)})" if end else ""
