"""A month's grades of a domain, and beside them the figures on the same practice. Nothing is concluded from the two."""

from collections.abc import Iterator
from dataclasses import dataclass

from audits.queries.grade_words import grade_word
from audits.tool.queries import domain_lines
from foundation.council.months import add_months, month_name
from insight.calculations import MonthStage, grades_in_words
from insight.queries.fact_counts import links_of_domains
from performance.enums import Unit
from performance.models import Indicator
from performance.pages.indicators import UNITS
from performance.pages.scorecards import Direction, direction_of
from performance.queries import FigureReader, MonthFigures
from performance.queries.figures import figures_alone


@dataclass(frozen=True)
class DomainFigure:
    """An indicator's figure of the month and of the month before, in words with their unit."""

    indicator: Indicator
    words: str
    direction: Direction


@dataclass(frozen=True)
class DomainWithFigures:
    name: str
    grades: str
    figures: list[DomainFigure]

    @property
    def sentence(self) -> str:
        """“Assessment: 9 of 9 Good; assessments completed …: 66.5% in July 2023, 68.2% in June 2023.”"""
        parts = [self.grades, *(f"{each.indicator.shown_label}: {each.words}" for each in self.figures)]
        return f"{self.name}: {'; '.join(parts)}."


def domains_with_figures(month: MonthStage, reader: FigureReader | None = None) -> list[DomainWithFigures]:
    """The month's domains that have a figure beside them, in the tool's order. A page that shows no other figures has no `reader`."""
    links: dict[str, list[int]] = {}
    lines = domain_lines()
    for link in links_of_domains():
        if link.domain_id in lines:
            links.setdefault(lines[link.domain_id].name, []).append(link.indicator_id)
    figures = reader.of(month.month) if reader else figures_alone(month.month, {pk for of in links.values() for pk in of})
    by_pk = {each.pk: each for each in figures.indicators}
    found = []
    for name, counts in month.domains.items():
        beside = [each for pk in dict.fromkeys(links.get(name, [])) for each in _figure(by_pk[pk], figures)]
        if beside:
            found.append(DomainWithFigures(name, grades_in_words(counts, grade_word), beside))
    return found


def _figure(indicator: Indicator, figures: MonthFigures) -> Iterator[DomainFigure]:
    now, before = figures.value(indicator), figures.value(indicator, back=1)
    if now is None:
        return
    unit = UNITS.get(Unit(indicator.unit), "")
    words = f"{figures.text(indicator)}{unit} in {month_name(figures.month)}"
    if before is not None:
        words += f", {figures.text(indicator, back=1)}{unit} in {month_name(add_months(figures.month, -1))}"
    yield DomainFigure(indicator, words, direction_of(before, now, indicator))
