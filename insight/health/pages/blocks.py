"""A measure as a block of the page: its question, its figure, its trend, its target, its months, its rule and its rows."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

from audits.permissions import can_record_training, reads_every_audit
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.council.months import month_code
from foundation.documents import AnyRow, Cell, Column, Month, Table
from foundation.documents.formats import uk_date
from foundation.statistics import count_of, sign_test
from insight.calculations import Share, p_words
from insight.enums import HealthMeasure, HealthTopic, HealthTrend, TargetVerdict
from insight.health.calculations import BY_TOPIC, ENOUGH, DatedTarget, HealthFigure, HealthPart, HealthWindow, p_of_change
from insight.health.pages.sparklines import Sparkline, sparkline
from insight.health.pages.words import INTRO, WORDS, MeasureWords, part_words
from insight.health.permissions import can_set_targets
from insight.health.queries.conditions import ACTIONS, AUDITS
from insight.health.queries.measures import HealthFigures
from insight.permissions import can_open_audits

M = HealthMeasure
VERDICT_COLOURS = {
    TargetVerdict.MET: "green",
    TargetVerdict.NOT_YET: "yellow",
    TargetVerdict.MISSED: "red",
    TargetVerdict.UNKNOWN: "grey",
}
TREND_COLOURS = {HealthTrend.BETTER: "green", HealthTrend.WORSE: "orange"}
WITHHELD = "Not shown: fewer than five, or so few that they would give away fewer than five."


@dataclass(frozen=True)
class MeasureBlock:
    """Everything in words; `href` leads to the rows behind, for a reader who may open them."""

    measure: HealthMeasure
    words: MeasureWords
    figure: str
    counted: str
    trend: str
    trend_tag: str
    trend_colour: str
    target: str
    verdict: str
    verdict_colour: str
    months: Table | None
    parts: Table | None
    line: Sparkline | None
    href: str = ""
    link: str = ""

    @property
    def anchor(self) -> str:
        return self.measure.value

    @property
    def title(self) -> str:
        return str(self.measure.label)


@dataclass(frozen=True)
class TopicBlocks:
    topic: HealthTopic
    blocks: Sequence[MeasureBlock]
    # What a room above says of it.
    line: str = ""

    @property
    def anchor(self) -> str:
        return f"topic-{self.topic.value}"

    @property
    def title(self) -> str:
        return str(self.topic.label)

    @property
    def intro(self) -> str:
        return " ".join(filter(None, [INTRO.get(self.topic, ""), self.line]))


def topics(
    figures: HealthFigures, targets: Mapping[HealthMeasure, DatedTarget], window: HealthWindow, person: Person, query: str
) -> list[TopicBlocks]:
    """`query` is what was chosen, for addresses: “?from=2023-06&to=2023-07”."""
    lines = lines_from_above(window.first, window.last_day)
    return [
        TopicBlocks(
            topic, [measure_block(figures[each], targets.get(each), window, person, query) for each in measures], lines.get(topic, "")
        )
        for topic, measures in BY_TOPIC.items()
    ]


def lines_from_above(first: datetime.date, last: datetime.date) -> dict[HealthTopic, str]:
    """What rooms above say of a topic: `health_lines` on their AppConfig, the name of what gives it for a first and a last day."""
    named = [name for config in apps.get_app_configs() if (name := getattr(config, "health_lines", ""))]
    return {topic: line for name in named for topic, line in import_string(name)(first, last).items()}


def measure_block(figure: HealthFigure, target: DatedTarget | None, window: HealthWindow, person: Person, query: str) -> MeasureBlock:
    measure = figure.measure
    verdict = target.verdict(figure, window.last_day) if target else None
    href, link = rows_link(measure, person, query)
    is_tagged = figure.trend in TREND_COLOURS
    return MeasureBlock(
        measure,
        WORDS[measure],
        figure_words(figure),
        counted_words(figure),
        trend_words(figure),
        str(figure.trend.label) if is_tagged else "",
        TREND_COLOURS.get(figure.trend, ""),
        target_words(figure, target),
        str(verdict.label) if verdict else "",
        VERDICT_COLOURS[verdict] if verdict else "",
        months_table(figure),
        parts_table(figure),
        sparkline(figure.months, window.now),
        href,
        link,
    )


def figure_words(figure: HealthFigure) -> str:
    """The large figure: a percentage where there are enough of them, else what is missing."""
    if figure.is_withheld:
        return "Not shown"
    if figure.is_unset:
        return "Not set up"
    if not figure.now.n:
        return "Nothing yet"
    if not figure.is_enough:
        return "Not enough data"
    percent = figure.now.percent
    return "Under 1%" if percent == 0 and figure.now.count else f"{percent}%"


def counted_words(figure: HealthFigure) -> str:
    """“43 of 50 audits; 95% interval 74–93%”."""
    of = WORDS[figure.measure].of
    if figure.is_withheld:
        return WITHHELD
    if figure.is_unset:
        return "Choose in the settings which figures say how many children have an open record."
    if not figure.now.n:
        return f"No {of} to count in these months."
    counted = f"{count_of(figure.now.count, figure.now.n)} {of}"
    if not figure.is_enough:
        return f"{counted} so far. From {ENOUGH} on a share is shown."
    return f"{counted}; 95% interval {figure.now.interval_words}" if figure.has_interval else f"{counted}, a complete count"


def trend_words(figure: HealthFigure) -> str:
    if figure.is_withheld or figure.is_unset or not figure.is_enough:
        return ""
    if figure.trend == HealthTrend.TOO_FEW:
        few = f"{figure.before.words} in the months before" if figure.before.n else "Nothing was counted in the months before"
        return f"{few}: not enough to compare."
    before = f"{figure.before.words} in the months before"
    if not figure.has_interval:
        return f"{before}." if figure.trend != HealthTrend.THE_SAME else f"{before}: the same."
    p = p_words(p_of_change(figure.before, figure.now))
    verdict = "no evidence of a change" if figure.trend == HealthTrend.NO_EVIDENCE else f"evidence that it is {figure.trend.label.lower()}"
    return f"{before}: {verdict} ({p}){_direction(figure)}."


def _direction(figure: HealthFigure) -> str:
    """Of what moderation made of grades: whether it goes one way."""
    if figure.measure != M.OVER_OPTIMISM:
        return ""
    counts = {part.name: part.now.count for part in figure.parts if part.now}
    up, down = counts.get("better", 0), counts.get("worse", 0)
    one_way = "more often than chance would go one way" if sign_test(up, down) < 0.05 else "not more often one way than chance would"
    return f". Moderation raised {up} and lowered {down}: {one_way} ({p_words(sign_test(up, down))}, sign test)"


def target_words(figure: HealthFigure, target: DatedTarget | None) -> str:
    if target is None:
        return "No target is set."
    said = f"Target from {uk_date(target.from_when)}: {target.is_reached_by} {target.percentage}% by {uk_date(target.by_when)}."
    return f"{said} The interval lies on both sides of it, so this may be chance." if target.is_within_chance(figure) else said


def months_table(figure: HealthFigure) -> Table | None:
    if not figure.months:
        return None
    of = WORDS[figure.measure].of.capitalize()
    columns = [Column("Month", names_row=True), Column(of, numeric=True), Column("Counted", numeric=True), Column("Share", numeric=True)]
    rows: list[AnyRow] = [[Month(month), share.n, share.count, share_cell(share)] for month, share in figure.months.items()]
    return Table(f"{figure.measure.label}, month by month", columns, rows)


def share_cell(share: Share) -> Cell:
    return Cell(share.percent, text=f"{share.percent}%") if share.percent is not None else Cell(None)


def parts_table(figure: HealthFigure) -> Table | None:
    if not figure.parts or figure.is_withheld:
        return None
    words = WORDS[figure.measure]
    columns = [Column("Of these", names_row=True), Column(_heading_of_parts(figure), numeric=any(part.now for part in figure.parts))]
    rows: list[AnyRow] = [[part_words(figure.measure, part.name), part_cell(part)] for part in figure.parts]
    return Table(f"{figure.measure.label}: which {words.of}", columns, rows)


def _heading_of_parts(figure: HealthFigure) -> str:
    return "Audits" if figure.measure in (M.SERVICES, M.PLAN_TYPES) else WORDS[figure.measure].of.capitalize()


def part_cell(part: HealthPart) -> Cell:
    if part.now is None:
        return Cell("Audited" if part.occurs else "Not audited")
    return Cell(part.now.count, text=count_of(part.now.count, part.now.n) if part.now.n else "0")


def rows_link(measure: HealthMeasure, person: Person, query: str) -> tuple[str, str]:
    """The address of the rows behind, and the words of its link; empty for a reader who may not open them."""
    if measure in AUDITS or measure in ACTIONS:
        address = f"{reverse('insight:health-rows', args=[measure.value])}{query}"
        return (address, f"The {'actions' if measure in ACTIONS else 'audits'} behind this") if can_open_audits(person) else ("", "")
    if measure == M.FIGURES_FLAGGED:
        return f"{reverse('insight:health-rows', args=[measure.value])}{query}", "The figures behind this"
    if measure == M.LEADERS and reads_every_audit(person):
        return f"{reverse('insight:health-rows', args=[measure.value])}{query}", "Which leaders audited or observed"
    if measure in (M.DRIFT, M.SPREAD) and is_lead(person):
        return f"{reverse('insight:agreement')}{query}#auditors", "Agreement, auditor by auditor"
    if measure == M.TRAINED and can_record_training(person):
        return reverse("audits:training"), "Who is trained to audit"
    return "", ""


def strip_of(found: Sequence[TopicBlocks]) -> list[dict[str, object]]:
    """The strip at the head: how many targets are met, missed and still open, and what has changed."""
    blocks = [block for topic in found for block in topic.blocks]

    def counted(attribute: str, label: str) -> int:
        return sum(getattr(block, attribute) == label for block in blocks)

    with_target = sum(bool(block.verdict) for block in blocks)
    of_targets = [
        {"number": counted("verdict", TargetVerdict.MET.label), "text": f"of {with_target} target{'' if with_target == 1 else 's'} met"},
        {"number": counted("verdict", TargetVerdict.MISSED.label), "text": "missed: their day has passed"},
    ]
    return [
        *(of_targets if with_target else []),
        {"number": counted("trend_tag", HealthTrend.BETTER.label), "text": "measures better than before"},
        {"number": counted("trend_tag", HealthTrend.WORSE.label), "text": "measures worse than before"},
    ]


def settings_links(person: Person) -> list[dict[str, str]]:
    if not can_set_targets(person):
        return []
    return [
        {"text": "Targets", "href": reverse("insight:health-targets")},
        {"text": "Children with an open record", "href": reverse("insight:health-rules")},
    ]


def chosen_query(first: datetime.date, last: datetime.date) -> str:
    return f"?from={month_code(first)}&to={month_code(last)}"
