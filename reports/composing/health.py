"""The section on the health of our own quality assurance: the measures of twelve months, as a wider audience may see them."""

from foundation.council.months import add_months, period_name
from foundation.documents import Bullets, Cell, Paragraph, Table
from foundation.documents.formats import uk_date
from insight.calculations import Share
from insight.enums import HealthTrend, TargetVerdict
from insight.health.calculations import BY_TOPIC, DatedTarget, HealthFigure
from insight.health.pages.blocks import WITHHELD
from insight.health.pages.words import WORDS
from insight.health.queries.measures import health_figures, targets_on
from insight.health.queries.window import window_for
from reports.content import Block, ReportSection

from .cells import figure, report_table, words
from .draft import Draft

MONTHS = 12
# Of those that moved so many are told in the section itself.
MOST_TOLD = 3
NOT_MET = (TargetVerdict.MISSED, TargetVerdict.NOT_YET)
HEADER = ["Measure", "Counted", "Of", "%", "95% interval, from %", "95% interval, to %", "% before", "Compared with before"]
TARGETS_HEADER = ["Target for", "Target, %", "%", "From", "By", "Result"]
NOTES = (
    "Complete counts, such as services, have no interval. Months with fewer than five of what a measure counts are left out of it.",
    "Compared with before: better or worse only where chance alone would rarely do that (Fisher’s exact test, p below 0.05); complete"
    " counts where they differ.",
)


class HealthSection:
    """The twelve months that end with the report’s last one, read once."""

    def __init__(self, draft: Draft):
        self.window = window_for(None, add_months(draft.last, 1 - MONTHS), draft.last)
        found = health_figures(self.window)
        self.figures = [found[measure] for measures in BY_TOPIC.values() for measure in measures]
        self.targets = targets_on(self.window)

    @property
    def shown(self) -> list[HealthFigure]:
        return [each for each in self.figures if each.now.n or each.is_withheld]

    @property
    def period(self) -> str:
        return period_name(self.window.first, self.window.last)

    def blocks(self) -> list[Block]:
        """What has a target and how it stands, and what chance does not explain; the annex has every measure."""
        if not self.shown:
            return []
        about = f"What inspectors ask of a council’s own auditing, in the twelve months from {self.period}."
        said = [*self._targets_in_words(), *self._moved(HealthTrend.BETTER), *self._moved(HealthTrend.WORSE)]
        many = "The annex has the measure" if len(self.shown) == 1 else f"The annex has all {len(self.shown)} measures"
        return [Paragraph(f"{about} {many}, with intervals and what is counted."), *([Bullets(said)] if said else [])]

    def _with_target(self) -> list[HealthFigure]:
        return [each for each in self.figures if each.measure in self.targets]

    def _targets_in_words(self) -> list[str]:
        """How many targets are met, and each that is not."""
        wanted = [(each, self.targets[each.measure]) for each in self._with_target()]
        if not wanted:
            return []
        met = sum(target.verdict(each, self.window.last_day) == TargetVerdict.MET for each, target in wanted)
        unmet = [self._against_target(*pair) for pair in wanted if pair[1].verdict(pair[0], self.window.last_day) in NOT_MET]
        return [f"{met} of {len(wanted)} targets {'is' if met == 1 else 'are'} met{'; not met: ' if unmet else ''}{'; '.join(unmet)}."]

    def _against_target(self, each: HealthFigure, target: DatedTarget) -> str:
        return f"{each.measure.label} {each.now.percent}% (target {target.is_reached_by} {target.percentage}%)"

    def _moved(self, trend: HealthTrend) -> list[str]:
        moved = [f"{each.measure.label} {each.now.percent}%, before {each.before.percent}%" for each in self.shown if each.trend == trend]
        more = f"; {len(moved) - MOST_TOLD} more in the annex" if len(moved) > MOST_TOLD else ""
        return [f"{trend.label} than in the twelve months before: {'; '.join(moved[:MOST_TOLD])}{more}."] if moved else []

    def in_detail(self) -> list[ReportSection]:
        if not self.shown:
            return []
        counted = [f"{each.measure.label}: {WORDS[each.measure].counts}" for each in self.shown]
        blocks = [self._measures(self.shown, self.period), *self._targets(), Paragraph("What is counted:"), Bullets(counted)]
        return [ReportSection("health-detail", "Health of our quality assurance: every measure", level=2, blocks=blocks)]

    def _measures(self, shown: list[HealthFigure], period: str) -> Table:
        withheld = [each for each in shown if each.is_withheld]
        notes = [*NOTES, *([f"– {WITHHELD}"] if withheld else [])]
        widths = (50, 1, 1, 1, 1, 1, 1, 22)
        caption = f"Health of our quality assurance, {period}"
        return report_table(caption, HEADER, [_row(each) for each in shown], notes, figures=range(1, 7), widths=widths)

    def _targets(self) -> list[Block]:
        rows = [self._target(each, self.targets[each.measure]) for each in self._with_target()]
        if not rows:
            return []
        notes = [f"Results are as of {uk_date(self.window.last_day)}."]
        return [
            report_table("Targets of our quality assurance", TARGETS_HEADER, rows, notes, figures=(1, 2), widths=(40, 12, 6, 14, 14, 12))
        ]

    def _target(self, each: HealthFigure, target: DatedTarget) -> list[Cell]:
        verdict = target.verdict(each, self.window.last_day)
        wanted = Cell(f"{target.is_reached_by} {target.percentage}")
        days = (words(uk_date(target.from_when)), words(uk_date(target.by_when)))
        return [words(str(each.measure.label)), wanted, _percent(each, each.now), *days, words(str(verdict.label))]


def _row(each: HealthFigure) -> list[Cell]:
    shown = each.now if not each.is_withheld else Share(0, 0)
    low, high = (shown.interval or (None, None)) if each.has_interval and each.is_enough else (None, None)
    counts = (shown.count, shown.n) if shown.n else (None, None)
    return [
        words(str(each.measure.label)),
        *(figure(count) for count in counts),
        _percent(each, shown),
        figure(low),
        figure(high),
        _percent(each, each.before) if each.is_enough else figure(None),
        words(str(each.trend.label)),
    ]


def _percent(each: HealthFigure, share: Share) -> Cell:
    """Of few a share says nothing."""
    return figure(share.percent if each.is_enough and share.n else None)
