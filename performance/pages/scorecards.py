"""The scorecard of a month, as finished values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from foundation.council.months import add_months
from foundation.govuk.tag_styles import KPI_STATUSES, direction_style
from foundation.statistics import Change, change
from performance.enums import Area, Series
from performance.models import Commentary, Indicator, MissingFigure
from performance.pages.cautions import AFTER_COMMENT, of_few, restated_sentence
from performance.pages.comparison_tables import PublishedNote, neighbours_flags, published_notes, quoted_since, years_in_words
from performance.pages.disagreements import Disagreement, disagreements_url
from performance.pages.links import ask_url, comment_url, missing_url
from performance.pages.populations import derived_notes
from performance.pages.typed_rates import typed_rate_flags
from performance.queries.figures import MonthFigures
from performance.queries.movements import claims_against
from performance.queries.periods import period_of, step_of
from performance.queries.restated import written_in

ARROWS = {"up": "▲", "down": "▼", "level": "►", "dash": "–"}
YEAR_NOT_GIVEN = "The scorecard does not say which year the statistical neighbours’ figures are for, nor how old they are."


class Flag(str):
    """A caution in words, as any other; `url` is where there is more to see."""

    url: str

    def __new__(cls, words: str, url: str = "") -> "Flag":
        flag = super().__new__(cls, words)
        flag.url = url
        return flag


@dataclass(frozen=True)
class Direction:
    """Arrow and words (“Up, worse”), polarity's tone (better, worse, none) and how much (“11% lower”, or nothing)."""

    arrow: str
    shape: str
    words: str
    tone: str
    change_words: str
    change: Change | None

    @property
    def difference(self) -> Decimal | None:
        return self.change.difference if self.change else None


@dataclass(frozen=True)
class ScorecardRow:
    """One indicator's month.

    `previous`, `current` and `neighbours_figure` are numbers or None; each has its text (`neighbours_text`…), a figure without its unit.
    `comment` and `action` are the published words; what is only drafted stands in `commentary`. `derived` is the rate that no file gave.
    """

    indicator: Indicator
    label: str
    unit: str
    status: int | None
    status_words: str
    previous: Decimal | None
    previous_text: str
    current: Decimal | None
    current_text: str
    neighbours_figure: Decimal | None
    neighbours_text: str
    direction: Direction
    comment: str
    action: str
    commentary: Commentary | None
    comment_url: str
    ask_url: str
    missing_url: str
    previous_status: int | None = None
    missing: MissingFigure | None = None
    previous_missing: MissingFigure | None = None
    published: PublishedNote | None = None
    flags: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    target: str = ""
    derived: str = ""

    @property
    def is_waiting(self) -> bool:
        return bool(self.commentary and self.commentary.is_waiting)


@dataclass(frozen=True)
class AreaRows:
    area: str
    rows: list[ScorecardRow]


def scorecard(figures: MonthFigures, found: Iterable[Disagreement]) -> list[AreaRows]:
    """The five areas in order, each with its indicators; those without a figure stay, so that a gap is seen. `found`: the month's
    disagreements.
    """
    flags = flags_of(figures, found)
    derived, published = derived_notes(figures), published_notes(figures)
    by_area: dict[str, list[ScorecardRow]] = defaultdict(list)
    for indicator in figures.of(Series.SCORECARD):
        row = _row(indicator, figures, flags[indicator.pk], derived.get(indicator.pk, ""))
        by_area[indicator.area].append(replace(row, published=published.get(indicator.pk)))
    return [AreaRows(str(area.label), by_area[area]) for area in Area if by_area[area]]


def neighbours_year_note(figures: MonthFigures) -> str:
    """The caution about the scorecard's comparators: their year, or that the file does not say."""
    years = {each.year for pk, each in figures.comparators.items() if pk in {one.pk for one in figures.of(Series.SCORECARD)}}
    if not years:
        return ""
    said = YEAR_NOT_GIVEN if years == {""} else f"Statistical neighbours’ figures are for {years_in_words(years, figures.month)}."
    return said + quoted_since(figures, Series.SCORECARD)


def flags_of(figures: MonthFigures, found: Iterable[Disagreement]) -> dict[int, list[str]]:
    """Each indicator's cautions: its data-quality note, rates that were typed wrong in its comment, its disagreements."""
    flags: dict[int, list[str]] = defaultdict(list)
    neighbours = neighbours_flags(figures, Series.SCORECARD) | neighbours_flags(figures, Series.HALF_YEARS)
    written = written_in([each for pk, each in figures.commentaries.items() if (pk, figures.month) in figures.restated])
    for indicator in figures.indicators:
        if indicator.quality_note:
            flags[indicator.pk].append(indicator.quality_note)
        flags[indicator.pk] += typed_rate_flags(indicator, figures)
        flags[indicator.pk] += [neighbours[indicator.pk]] if indicator.pk in neighbours else []
        flags[indicator.pk] += [*_small(indicator, figures), *_restated(indicator, figures, written)]
    for each in found:
        for indicator in each.indicators:
            flags[indicator.pk].append(Flag(each.flag, disagreements_url(figures.month, each.key)))
    return flags


def _restated(indicator: Indicator, figures: MonthFigures, written: dict[int, int]) -> list[str]:
    """Of the month's figure and of the one that it is compared with, what changed since they were first given."""
    found: list[str] = []
    for month in (figures.month, add_months(figures.month, -step_of(indicator))):
        if restated := figures.restated.get((indicator.pk, month)):
            found.append(restated_sentence(restated, indicator, period_of(indicator, month)))
    said, now = figures.commentaries.get(indicator.pk), figures.restated.get((indicator.pk, figures.month))
    if said and now and (said.comment or said.published_comment) and written.get(said.pk, 0) < now.entry:
        found.append(AFTER_COMMENT)
    return found


def _small(indicator: Indicator, figures: MonthFigures) -> list[str]:
    whole = figures.values.get((indicator.denominator_id or 0, figures.month))
    caution = of_few(indicator, figures.value(indicator), whole.value if whole else None)
    return [caution] if caution else []


def direction_of(previous: Decimal | None, current: Decimal | None, indicator: Indicator) -> Direction:
    """How the figure moved; where one of the two is missing, which."""
    if current is None:
        return Direction(ARROWS["dash"], "dash", "No figure", "none", "", None)
    moved = change(previous, current, indicator.unit)
    look = direction_style(float(moved.difference) if moved else None, indicator.polarity)
    return Direction(
        ARROWS[look.shape],
        look.shape,
        look.word,
        look.name,
        moved.words_beside(indicator.decimals) if moved and moved.difference else "",
        moved,
    )


def _row(indicator: Indicator, figures: MonthFigures, flags: list[str], derived: str) -> ScorecardRow:
    commentary, before = figures.commentaries.get(indicator.pk), figures.said_before.get(indicator.pk)
    status = commentary.status if commentary else None
    return ScorecardRow(
        indicator=indicator,
        label=indicator.shown_label,
        unit=indicator.get_unit_display(),
        status=status,
        status_words=KPI_STATUSES[status].word if status else "No status",
        previous=figures.value(indicator, back=1),
        previous_text=figures.text(indicator, back=1),
        current=figures.value(indicator),
        current_text=figures.text(indicator),
        neighbours_figure=figures.neighbours_figure(indicator),
        neighbours_text=figures.neighbours_text(indicator),
        direction=direction_of(figures.value(indicator, back=1), figures.value(indicator), indicator),
        comment=commentary.published_comment if commentary else "",
        action=commentary.published_action if commentary else "",
        commentary=commentary,
        comment_url=comment_url(indicator, figures.month),
        ask_url=ask_url(indicator, figures.month),
        missing_url=missing_url(indicator, figures.month),
        previous_status=before.status if before else None,
        missing=figures.why_missing(indicator),
        previous_missing=figures.why_missing(indicator, back=1),
        flags=flags,
        doubts=doubts_on(indicator, figures),
        target=figures.target_text(indicator),
        derived=derived,
    )


def doubts_on(indicator: Indicator, figures: MonthFigures) -> list[str]:
    """What the comment says of the figures that they do not, for people who write it: as it is now, published or not."""
    said = figures.commentaries.get(indicator.pk)
    return [claim.sentence for claim in claims_against(indicator, figures, [said.comment, said.action])] if said else []
