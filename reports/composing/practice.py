"""Sections on audits, domains and observations. All counts are insight's and observations' own."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from audits.allocation.pages.plan_changes import change_in_words
from audits.calculations import FEWEST
from audits.enums import PRACTICE_GRADES, Grade, Stage
from audits.practitioner.pages.letter import letters_sentence
from audits.queries.grade_words import grade_word
from audits.risks.pages import sentences_between as risk_sentences
from foundation.charts import DistributionRow, alt_text
from foundation.council.months import month_code, month_name, months_between, period_name
from foundation.documents import Bullets, Cell, Paragraph, Table
from foundation.seals import InputKind, note_inputs
from foundation.statistics import rounding_note
from insight.calculations import (
    HOW_RANKED,
    Counts,
    MonthStage,
    compared,
    domains_summed,
    good_or_better,
    graded,
    ranked,
    ranking_sentence,
    share_of,
    shown_by_month,
    summed,
)
from insight.facts.domain_figures import domains_with_figures
from insight.pages.grades import bar, grade_picture
from insight.pages.grades_over_time import BY_DOMAIN, HOW_DRAWN, domains_picture
from insight.pages.over_time import TITLE, events_of_grades, over_time, with_enough
from insight.pages.scope import address_of
from insight.queries.completion import MonthProgress, completion
from insight.queries.counted import Scope
from insight.queries.distributions import BEGINNING, distributions
from insight.triangulation.pages.page import triangulation_address
from observations.pages.observation import GRADE_WORDS
from observations.queries.observed import areas_seen, counts_for
from performance.pages.control_charts import Control
from performance.queries import FigureReader
from reports.content import Block, Callout, Chart, ReportSection
from reports.sections import OPENING

from .cells import figure, report_table, words
from .draft import Draft
from .restated import restated_months
from .signals import control_blocks, control_detail

# Of an area of practice that was seen and not graded.
UNGRADED = "No grade"
# So many months are told one by one on the first page.
MOST_TOLD = 3
# Of domains over time, as many months as make a year; fewer than three are no trend.
MONTHS_DRAWN, FEWEST_DRAWN = 12, 3
GRADE_HEADER = ["Grade", "Audits", "%", "95% interval, from %", "95% interval, to %"]
DOMAIN_TAIL = ["Graded", "Good or better, %", "95% interval, from %", "95% interval, to %"]
INTERVAL_NOTE = (
    "The 95% interval (Wilson) is where the true share may lie: with so few audits it is wide. Not applicable leaves every total."
)


class PracticeSections:
    """The period's audits, read once for all sections."""

    def __init__(self, draft: Draft, reader: FigureReader):
        self.draft, self.reader = draft, reader

    @cached_property
    def history(self) -> list[MonthStage]:
        """Every month up to the period's last, since limits of what moves over time rest on the first twelve."""
        return distributions(BEGINNING, self.draft.last)

    @cached_property
    def found(self) -> list[MonthStage]:
        return [row for row in self.history if row.month >= self.draft.first]

    @cached_property
    def months(self) -> list[MonthStage]:
        return shown_by_month(self.found)

    @cached_property
    def plans(self) -> Mapping[datetime.date, MonthProgress]:
        return {row.month: row for row in completion(self.draft.first, self.draft.last)}

    def headlines(self) -> list[str]:
        """Of each month how many were Good or better and how many Inadequate; of more than three months, of all of them together."""
        if len(self.months) > MOST_TOLD:
            return [self._headline(self.draft.period, sum(month.standing.submitted for month in self.months), self._together())]
        return [self._headline(month.name, month.standing.submitted, month.overall) for month in self.months]

    def _together(self) -> Counts:
        return summed(month.overall for month in self.months)

    def _headline(self, name: str, records: int, counts: Counts) -> str:
        good, inadequate = good_or_better(counts), share_of(counts, Grade.INADEQUATE)
        interval = f", 95% interval {good.interval_words}" if good.interval else ""
        shares = f"Good or better {good.words}{interval}; {grade_word(Grade.INADEQUATE)} {inadequate.words}" if good.n else good.words
        return f"{name}: {_records(records)} audited; {shares}."

    # Audits, a subsection a month.

    def audits(self) -> list[Block]:
        blocks: list[Block] = list(self._restated())
        if not self.months:
            return [*blocks, Paragraph(f"No audit of {self.draft.period} has been submitted.")]
        blocks += [Paragraph(compared(earlier, later)) for earlier, later in zip(self.months, self.months[1:], strict=False)]
        return [*blocks, *self._risks(), *self._feedback()]

    def _risks(self) -> list[Block]:
        """How often a child may have been at risk now, and how long the response took: no case, nobody's name."""
        sentences = risk_sentences(self.draft.first, self.draft.last)
        note_inputs(InputKind.COUNT, [("flags-of-risk", sentences)])
        return [Paragraph(" ".join(sentences))] if sentences else []

    def _feedback(self) -> list[Block]:
        """Whether practitioners got a letter on what was found, and said that they had read it: counts alone."""
        sentence = letters_sentence(self.draft.first, self.draft.last)
        note_inputs(InputKind.COUNT, [("letters-of-feedback", [sentence])])
        return [Paragraph(sentence)] if sentence else []

    def audits_by_month(self) -> list[ReportSection]:
        by_month = {month.month: month for month in self.months}
        return [self._month_section(month, by_month.get(month)) for month in months_between(self.draft.first, self.draft.last)]

    def over_time(self) -> list[ReportSection]:
        """The share Good or better up to the period's last month, of months with five audits or more."""
        if not with_enough(shown_by_month(self.history)):
            return []
        return [ReportSection("good-or-better", "Good or better over time", level=2, blocks=control_blocks(self.control, TITLE))]

    @cached_property
    def control(self) -> Control:
        return over_time(with_enough(shown_by_month(self.history)), events_of_grades())

    def audits_in_detail(self) -> list[ReportSection]:
        """Each month's grades with their intervals, and the months of the chart over time."""
        tables = [self._grade_table(month) for month in self.months]
        tables += control_detail(self.control, TITLE)
        return [ReportSection("audits-detail", "Audits: grades with their intervals", level=2, blocks=tables)] if tables else []

    def _month_section(self, day: datetime.date, month: MonthStage | None) -> ReportSection:
        plan = self.plans.get(day)
        key, heading = f"audits-{month_code(day)}", f"Audits of {month_name(day)}"
        if month is None:
            return ReportSection(
                key, heading, level=2, blocks=(Paragraph(f"No audit of {month_name(day)} has been submitted."), *_plan(plan, 0))
            )
        blocks = [Callout(_stage_sentence(month)), *_plan(plan, month.standing.submitted)]
        chart = _chart([bar("Overall judgement", month.overall, month.stage)], f"Overall judgement, {month.name}")
        return ReportSection(key, heading, level=2, blocks=(*blocks, *chart))

    def _grade_table(self, month: MonthStage) -> Table:
        rows = []
        for grade in PRACTICE_GRADES:
            share = share_of(month.overall, grade)
            low, high = share.interval or (None, None)
            rows.append([words(grade_word(grade)), figure(share.count), figure(share.percent), figure(low), figure(high)])
        note = rounding_note([month.overall.get(grade, 0) for grade in PRACTICE_GRADES])
        notes = [each for each in (f"{graded(month.overall)} audits graded overall, {month.stage_words}.", note, INTERVAL_NOTE) if each]
        title = f"Overall judgement, {month.name}"
        return report_table(title, GRADE_HEADER, rows, notes, figures=range(1, 5), widths=(5, 2, 2, 3, 3))

    def _restated(self) -> Iterable[Block]:
        """Months that an earlier report showed; without those that the writer has put into the summary already."""
        opening = self.draft.texts.get(OPENING, "")
        return (Callout(sentence) for _, sentence in restated_months(self.draft.to_restate) if sentence not in opening)

    # Domains

    def domains(self) -> list[Block]:
        blocks: list[Block] = [] if self.months else [Paragraph("No domain has been graded in this period.")]
        for month in self.months:
            bars = [bar(name, counts, month.stage) for name, counts in month.domains.items() if graded(counts)]
            blocks.append(Paragraph(f"{month.name}. {ranking_sentence(ranked(month.domains))}"))
            blocks += _chart(bars, f"Grades by domain, {month.name}")
        return [*blocks, *self._domains_over_time()]

    @cached_property
    def _domains_by_month(self) -> list[MonthStage]:
        """The latest months with enough audits; without a domain of which fewer than that were graded."""
        months = with_enough(shown_by_month(self.history))[-MONTHS_DRAWN:]
        enough = [
            replace(month, domains={name: counts for name, counts in month.domains.items() if graded(counts) >= FEWEST}) for month in months
        ]
        return [month for month in enough if month.domains]

    def _domains_over_time(self) -> list[Block]:
        """A small picture of each domain, with intervals."""
        months = self._domains_by_month
        picture = domains_picture(months) if len(months) >= FEWEST_DRAWN else None
        if picture is None:
            return []
        latest = "; ".join(f"{name} {good_or_better(counts).words}" for name, counts in months[-1].domains.items())
        alt = f"{BY_DOMAIN}, {months[0].name} to {months[-1].name}: a small picture of each. {months[-1].name}: {latest}."
        drawn = Chart(BY_DOMAIN, picture.middle, alt, picture.narrow)
        period = period_name(months[0].month, months[-1].month)
        return [Paragraph(f"{BY_DOMAIN}, {period}, is drawn for each domain."), drawn, Paragraph(HOW_DRAWN)]

    def _domains_table(self) -> list[Table]:
        months = self._domains_by_month
        if len(months) < FEWEST_DRAWN:
            return []
        rows = [
            [words(name), words(month.name), *_good_cells(month.domains[name])]
            for name in domains_summed(months)
            for month in months
            if name in month.domains
        ]
        header = ["Domain", "Month", *DOMAIN_TAIL]
        return [report_table(f"{BY_DOMAIN}, month by month", header, rows, figures=range(2, len(header)), widths=(9, 7, 2, 2, 3, 3))]

    def domains_in_detail(self) -> list[ReportSection]:
        if not self.months:
            return []
        blocks = [*(self._domain_table(month) for month in self.months), Paragraph(HOW_RANKED), *self._beside()]
        months = self._domains_table()
        return [
            ReportSection("domains-detail", "Domains: grades with their intervals", level=2, blocks=blocks),
            *([ReportSection("domains-months", "Domains, month by month", level=2, blocks=months)] if months else []),
        ]

    def _beside(self) -> list[Block]:
        """The latest month's grades and what the scorecard says of the same practice."""
        sentences = [domain.sentence for domain in domains_with_figures(self.months[-1], self.reader)]
        intro = f"{self.months[-1].name}: grades beside the figures on the same practice. The figures are of all children."
        return [Paragraph(intro), Bullets(sentences)] if sentences else []

    def _domain_table(self, month: MonthStage) -> Table:
        header = ["Domain", *(grade.value for grade in PRACTICE_GRADES), *DOMAIN_TAIL]
        key = ", ".join(f"{grade.value} = {grade_word(grade)}" for grade in PRACTICE_GRADES)
        return report_table(
            f"Grades by domain, {month.name}",
            header,
            [self._domain_row(name, month) for name in month.domains],
            [f"Columns of grades count audits: {key}.", INTERVAL_NOTE],
            # The names need the room; the columns of counts take what their headings need.
            figures=range(1, len(header)),
            widths=(60, 1, 1, 1, 1, 1, 1, 1, 1),
        )

    def _domain_row(self, name: str, month: MonthStage) -> list[Cell]:
        """Its name leads to what other sources say of it."""
        counts, beside = month.domains[name], triangulation_address(name, address_of(Scope(month.month, month.month)))
        return [words(name, beside), *(figure(counts.get(grade, 0)) for grade in PRACTICE_GRADES), *_good_cells(counts)]

    # Observations

    def observations(self) -> list[Block]:
        counted = counts_for(self._months)
        recorded = [row for row in counted if row.recorded]
        if not recorded:
            return [Paragraph(f"No observation of practice was recorded in {self.draft.period}.")]
        total, planned = sum(row.recorded for row in recorded), sum(row.planned for row in counted)
        rows = [
            [words(month_name(row.month)), words(row.kind), words(row.job_title or "Observer"), figure(row.recorded)] for row in recorded
        ]
        beside = f", of {planned} planned" if planned > total else ""
        sentence = f"{total} observation{'' if total == 1 else 's'} of practice recorded in {self.draft.period}{beside}."
        header = ["Month", "Type", "Seen by", "Observations"]
        table = report_table("Observations of practice", header, rows, figures=(3,), widths=(3, 5, 5, 2))
        return [Paragraph(sentence), table]

    def observations_in_detail(self) -> list[ReportSection]:
        """Which areas of practice were seen, and how they were graded on the scale of observations, which is none of audits."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for row in areas_seen(self._months):
            found[row.area][GRADE_WORDS[row.grade] if row.grade else UNGRADED] += row.seen
        if not found:
            return []
        header = ["Area of practice", *GRADE_WORDS.values(), UNGRADED, "Observations"]
        rows = [[words(area), *(figure(of[name]) for name in header[1:-1]), figure(of.total())] for area, of in found.items()]
        table = report_table("Areas of practice observed", header, rows, figures=range(1, len(header)), widths=(6, 2, 2, 2, 2, 2, 2))
        says = "Not every area is seen in each observation. Its grade is on a scale of its own and enters no figure of audits."
        return [ReportSection("areas-observed", "Areas of practice observed", level=2, blocks=[Paragraph(says), table])]

    @property
    def _months(self) -> list[datetime.date]:
        return list(months_between(self.draft.first, self.draft.last))


def _stage_sentence(month: MonthStage) -> str:
    standing, name = month.standing, month_name(month.month)
    if month.stage == Stage.AGREED and not standing.left_out:
        return f"These are the grades after moderation: the {month.audits} audits of {name} have all been settled."
    if month.stage == Stage.AGREED:
        return f"These are the grades after moderation. {month.standing_sentence}"
    so_far = f"{standing.agreed} of {standing.submitted} audits of {name} moderated so far"
    back = f" {month.standing_sentence}" if month.standing_sentence else ""
    return f"These are the grades before moderation: {so_far}. They may change, and the next report will say how.{back}"


def _good_cells(counts: Counts) -> list[Cell]:
    """How many were graded, and what share of them Good or better with its interval."""
    good = good_or_better(counts)
    low, high = good.interval or (None, None)
    return [figure(graded(counts)), figure(good.percent), figure(low), figure(high)]


def _chart(bars: Sequence[DistributionRow], title: str) -> list[Chart]:
    drawn = grade_picture(bars, title)
    return [Chart(title, drawn.middle, alt_text(drawn.middle), drawn.narrow)] if drawn else []


def _plan(plan: MonthProgress | None, submitted: int) -> list[Block]:
    """Theme, cohort, how many were expected, and why fewer came."""
    if plan is None:
        return []
    parts = [f"Theme: {plan.theme}." if plan.theme else "", f"Cohort: {plan.cohort}." if plan.cohort else ""]
    if plan.expected is not None:
        parts += _submitted_of_expected(plan, submitted, plan.expected)
    if plan.plan_changes:
        parts.append(f"Changed after the month began: {' '.join(map(change_in_words, plan.plan_changes))}")
    text = " ".join(part for part in parts if part)
    return [Paragraph(text)] if text else []


def _submitted_of_expected(plan: MonthProgress, submitted: int, expected: int) -> list[str]:
    exempt = f"; {plan.exempted} more {_were(plan.exempted)} planned and exempted" if plan.exempted else ""
    more = f", and {submitted - expected} more" if submitted > expected else ""
    reason = f"Reason for the shortfall: {plan.shortfall_reason or 'none is recorded.'}" if submitted < expected else ""
    return [f"{min(submitted, expected)} of {expected} expected audits were submitted{more}{exempt}.", reason]


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"
