"""Everything that an indicator's page says, as finished values: the same for everybody who signs in."""

import datetime
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode
from zlib import crc32

from django.urls import reverse

from foundation.charts import TrendPicture, alt_text
from foundation.council.clock import today
from foundation.council.months import first_of, month_name
from performance.enums import PARTS_OF_OURS
from performance.models import Commentary, DatedEvent, Indicator, Place
from performance.pages.breakdowns import flags_of_parts, has_figures_among, is_broken_down
from performance.pages.comparing import ComparisonChoice, Published, YearRow, published_comparison
from performance.pages.control_charts import Control
from performance.pages.disagreements import disagreements_of
from performance.pages.facts import Derivation, facts_about
from performance.pages.indicators import HistoryRow, Values, definition_of, events_of, history, taken_back_of, totals_of
from performance.pages.links import ask_url
from performance.pages.scorecards import flags_of
from performance.pages.signals import control_of
from performance.pages.trends import Trend, trend_of
from performance.queries.figures import NO_FIGURE, FigureReader


@dataclass(frozen=True)
class IndicatorChart:
    """A chart in words, and the mark that its picture's address carries so that a browser may keep it. Empty where there is none."""

    picture: TrendPicture | None = None
    text: str = ""
    version: str = ""


@dataclass(frozen=True)
class CommentContext:
    """What is published of the same. `latest` is the last year with a figure of our council there; `address` asks for more of it."""

    choice: ComparisonChoice
    rows: list[YearRow]
    seen_in: str
    latest: YearRow | None
    address: str
    are_totals: bool


@dataclass(frozen=True)
class IndicatorPage:
    """`latest` is the last period with a figure and `commentary` what is said of it, not yet stored where nobody has."""

    indicator: Indicator
    definition: list[dict[str, str]]
    rows: list[HistoryRow]
    latest: HistoryRow | None
    commentary: Commentary | None
    ask_url: str
    chart: IndicatorChart
    trend: Trend
    is_broken_down: bool
    events: list[DatedEvent]
    taken_back: list[DatedEvent]
    control: Control
    control_chart: IndicatorChart
    published: CommentContext | None
    facts: list[Derivation] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    part_flags: list[str] = field(default_factory=list)


def indicator_page_of(indicator: Indicator) -> IndicatorPage:
    rows = history(indicator)
    latest = next((row for row in rows if row.value is not None), None)
    reader = FigureReader()
    figures = reader.of(latest.month) if latest else None
    values: Values = {row.month: row.value for row in rows}
    published, events = published_comparison(indicator), events_of(indicator, values)
    control, trend = control_of(indicator, values, events, totals_of(indicator)), trend_of(indicator, values, published, events)
    return IndicatorPage(
        indicator=indicator,
        definition=definition_of(indicator),
        rows=rows,
        latest=latest,
        commentary=(figures.commentaries.get(indicator.pk) or Commentary(indicator=indicator)) if figures else None,
        ask_url=ask_url(indicator, latest.month) if latest else "",
        chart=drawn(trend.picture),
        trend=trend,
        is_broken_down=is_broken_down(indicator),
        events=events,
        taken_back=taken_back_of(indicator),
        control=control,
        control_chart=drawn(control.picture),
        published=_beside(published, latest.month if latest else first_of(today())) if published else None,
        facts=facts_about(indicator, figures, values) if figures else [],
        flags=flags_of(figures, disagreements_of(figures.month, reader))[indicator.pk] if figures else [],
    )


def indicator_page_with_parts(indicator: Indicator) -> IndicatorPage:
    """For people who read every service and team: also lists the parts whose figures cannot be true."""
    page = indicator_page_of(indicator)
    return replace(
        page,
        is_broken_down=page.is_broken_down or has_figures_among(indicator, Place.objects.filter(kind__in=PARTS_OF_OURS)),
        part_flags=flags_of_parts(indicator, page.latest.month) if page.latest else page.part_flags,
    )


def _beside(published: Published, month: datetime.date) -> CommentContext:
    """The years with their age in the month of our latest figure: that is what they are held against."""
    rows = published.rows(month)
    latest = next((row for row in rows if row.council != NO_FIGURE), None)
    address = f"{reverse('performance:comparators')}?{urlencode(published.choice.named)}"
    return CommentContext(published.choice, rows, month_name(month), latest, address, published.are_totals)


def drawn(picture: TrendPicture | None) -> IndicatorChart:
    return IndicatorChart(picture, alt_text(picture.wide), f"{crc32(str(picture).encode()):x}") if picture else IndicatorChart()
