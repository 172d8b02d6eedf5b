"""The page of what changed: one timeline, the figures under it, what else happened, and one sentence on what that can and cannot say."""

import datetime
from collections.abc import Sequence
from typing import Any

from audits.enums import Stage
from foundation.charts import CountPanel, FigurePanel, Panel, SharePanel, SharePicture, SharePoint, TimelineEvent, timeline_picture
from foundation.council.months import first_of, months_between
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date
from foundation.statistics import wilson_interval
from foundation.statistics.changes import change
from foundation.statistics.shares import share_in_words
from insight.answers.calculations import DomainChange
from insight.answers.pages.words import HOW_CHANGED, MOVEMENT_COLOURS, difference_words, share_words
from insight.calculations import MonthStage
from insight.facts.fact import OVERALL
from insight.pages.grades_over_time import share_point
from inspections.models import PlanPriority
from learning.queries.impact import ImpactShown, ImpactSubject, IndicatorImpact, SampleImpact
from performance.models import Value
from performance.queries.figures import figure_text
from studies.calculations import WaveReplies

from .impact_words import NOT_SHOWN, sample_points, sample_verdict, sides_in_words

MOST_DOMAINS, MOST_INDICATORS = 3, 2
OBSERVED = "Observations of practice"
HOW_DRAWN = (
    "Shares are points with their 95% intervals (Wilson), hollow before moderation. A thick line is the event itself, a dashed one "
    "something else that happened; the numbers are those of the list below."
)
PROTECTED = (
    "Months and domains of fewer than five graded audits, and counts under five, are left out for readers who may not read every audit."
)


def impact_picture(shown: ImpactShown) -> SharePicture | None:
    """None where nothing can be drawn."""
    months = list(months_between(*shown.window.ends))
    panels: list[Panel] = [*_domain_panels(shown, months), *_sample_panels(shown, months), *_indicator_panels(shown, months)]
    if any(shown.observed.by_month.values()):
        panels.append(CountPanel(f"{OBSERVED}, number", [(_label(month), shown.observed.by_month.get(month, 0)) for month in months]))
    if not panels:
        return None
    marks = [TimelineEvent(_label(shown.subject.first_day), 1, is_main=True)]
    marks += [TimelineEvent(_label(each.day), number) for number, each in enumerate(shown.others, start=2)]
    return timeline_picture(panels, [_label(month) for month in months], marks, f"Before and after: {shown.subject.name}")


def _label(day: datetime.date) -> str:
    return f"{day:%b %Y}"


def _domain_panels(shown: ImpactShown, months: Sequence[datetime.date]) -> list[SharePanel]:
    found = []
    for each in shown.changes[:MOST_DOMAINS]:
        by_month = {month.month: month for month in shown.months}
        points = [_grade_point(month, by_month.get(month), each.name) for month in months]
        if any(point.percent is not None for point in points):
            found.append(SharePanel(f"{each.name}: graded Good or better, %", points))
    return found


def _grade_point(month: datetime.date, stage: MonthStage | None, name: str) -> SharePoint:
    if stage is None:
        return SharePoint(_label(month))
    counts = stage.overall if name == OVERALL else stage.domains.get(name, {})
    return share_point(_label(month), counts, provisional=stage.stage == Stage.PRE)


def _sample_panels(shown: ImpactShown, months: Sequence[datetime.date]) -> list[SharePanel]:
    found = []
    for sample in shown.samples:
        waves = {first_of(wave.drawn_on): replies for wave, replies in filter(None, (sample.before, sample.after)) if replies.n}
        points = [_wave_point(month, waves.get(month)) for month in months]
        if any(point.percent is not None for point in points):
            found.append(SharePanel(f"{sample.study.short_name}: {sample.question.text} Yes, %", points))
    return found


def _wave_point(month: datetime.date, replies: WaveReplies | None) -> SharePoint:
    ends = wilson_interval(replies.yes, replies.n) if replies else None
    if replies is None or ends is None:
        return SharePoint(_label(month))
    percent = float(100 * replies.yes / replies.n)
    return SharePoint(_label(month), percent, ends[0] * 100, ends[1] * 100, f"{replies.yes} of {replies.n}")


def _indicator_panels(shown: ImpactShown, months: Sequence[datetime.date]) -> list[FigurePanel]:
    found = []
    for each in shown.indicators[:MOST_INDICATORS]:
        values = [(_label(month), _as_number(each.by_month.get(month))) for month in months]
        if any(value is not None for _, value in values):
            found.append(FigurePanel(str(each.indicator), values))
    return found


def _as_number(stored: Value | None) -> float | None:
    return float(stored.value) if stored and stored.value is not None else None


def impact_table(shown: ImpactShown) -> Table:
    """A row for each measure: before, after, the difference and what that says."""
    before, after = sides_in_words(shown)
    columns = [
        Column("Measure", names_row=True),
        Column(f"Before ({before})"),
        Column(f"After ({after})"),
        Column("Difference"),
        Column("What that says"),
    ]
    rows: list[AnyRow] = [_domain_row(each) for each in shown.changes]
    rows += [[name, None, None, None, Cell("Not graded yet", CellKind.STATE, colour="grey")] for name in shown.ungraded]
    rows += [_sample_row(each) for each in shown.samples]
    rows += [_indicator_row(each) for each in shown.indicators]
    rows += [_observed_row(shown), *_observed_grades(shown)]
    return Table("Before and after", columns, rows, notes=[HOW_CHANGED, PROTECTED])


def _domain_row(found: DomainChange) -> AnyRow:
    moved = found.change
    return [
        Cell(f"{found.name}: graded Good or better"),
        share_words(moved.before),
        share_words(moved.now),
        difference_words(moved) or None,
        Cell(str(moved.movement.label), CellKind.STATE, colour=MOVEMENT_COLOURS[moved.movement]),
    ]


def _sample_row(sample: SampleImpact) -> AnyRow:
    words, colour = sample_verdict(sample)
    sides = [share_in_words(side[1].yes, side[1].n) if side and side[1].n else None for side in (sample.before, sample.after)]
    name = Cell(f"{sample.study.short_name}: {sample.question.text} Yes", href=sample.study.get_absolute_url())
    return [name, *sides, sample_points(sample) or None, Cell(words, CellKind.STATE, colour=colour)]


def _indicator_row(found: IndicatorImpact) -> AnyRow:
    before, after = found.before, found.after
    moved = change(before.value if before else None, after.value if after else None, found.indicator.unit)
    sides = [
        Cell(side.value if side else None, text=figure_text(found.indicator, side), notes=[_label(side.month)] if side else [])
        for side in (before, after)
    ]
    says = "One figure a side: no test of the difference" if moved else "Nothing to compare yet"
    return [
        Cell(str(found.indicator), href=found.indicator.get_absolute_url()),
        *sides,
        moved.words() if moved else None,
        says,
    ]


def _observed_row(shown: ImpactShown) -> AnyRow:
    sides = [NOT_SHOWN if count is None else count for count in (shown.observed.before, shown.observed.after)]
    return [OBSERVED, *sides, None, "How many there were, not how good they were"]


def _observed_grades(shown: ImpactShown) -> list[AnyRow]:
    """Of those with a grade, on the scale of observations."""
    moved = shown.observed.grades
    if moved is None:
        return []
    row: AnyRow = [
        f"{OBSERVED}: strong or secure",
        share_words(moved.before),
        share_words(moved.now),
        difference_words(moved) or None,
        Cell(str(moved.movement.label), CellKind.STATE, colour=MOVEMENT_COLOURS[moved.movement]),
    ]
    return [row]


def events_table(shown: ImpactShown) -> Table:
    """The numbers on the timeline: the event itself, and everything else that was held, noted or inspected in these months."""
    subject = shown.subject
    rows: list[AnyRow] = [
        [1, uk_date(subject.first_day), Cell(f"{kind_words(subject)}: {subject.name}", href=subject.about.get_absolute_url())]
    ]
    rows += [
        [number, uk_date(each.day), Cell(each.words, href=each.opens.get_absolute_url() if each.opens else "")]
        for number, each in enumerate(shown.others, start=2)
    ]
    columns = [Column("Number"), Column("Day", nowrap=True), Column("What happened", names_row=True)]
    return Table("What happened in these months", columns, rows)


def kind_words(subject: ImpactSubject) -> str:
    if isinstance(subject.about, PlanPriority):
        return "Priority of the improvement plan"
    return subject.about.get_kind_display()


def impact_chart(shown: ImpactShown, address: str) -> dict[str, Any] | None:
    """The address of the picture and what it shows in words."""
    drawn = impact_picture(shown)
    return {"src": f"{address}?", "alt": drawn.wide["description"]} if drawn else None
