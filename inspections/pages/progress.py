"""Progress by recommendation: one row of each on the page, and for a file a sheet of each kind of evidence."""

from collections.abc import Sequence

from audits.calculations.framework import framework_name
from foundation.documents import AnyRow, Cell, Column, Table, plain_table
from insight.answers.calculations import DomainChange
from insight.answers.pages.words import difference_words, interval_ends
from inspections.enums import TargetMet
from inspections.models import Inspection, Recommendation
from inspections.queries.evidence import EvidenceShown, IndicatorEvidence, MappedEvidence
from performance.queries.figures import as_given, figure_text

from .evidence import actions_words, sides

DOMAINS_HEADER = (
    *("No.", "Recommendation", "Domain", "Good or better before", "Graded (n) before", "% before", "Good or better since"),
    *("Graded (n) since", "% since", "Difference, 95% interval (points)", "What that says"),
)
FIGURES_HEADER = ("No.", "Recommendation", "Indicator", "In the month of the inspection", "Latest", "Latest month", "Target", "Against it")
SUMMARY_HEADER = ("No.", "Recommendation", "National framework", "Priorities of the plan", "Actions")


def progress_table(inspection: Inspection, recommendations: Sequence[Recommendation], shown: EvidenceShown) -> Table:
    """A row a recommendation: its domains before and since, its figures against target, its actions."""
    before, since = sides(shown)
    columns = [
        Column("No.", numeric=True),
        Column("What needs to improve", names_row=True, light=True),
        *(Column("Domains: Good or better"), Column("Figures"), Column("Actions")),
    ]
    rows: list[AnyRow] = [_row(each, shown.of[each.pk]) for each in recommendations]
    notes = [
        f"Grades after moderation, {since} beside {before}. A change is named only where the 95% interval of the difference bears it out."
    ]
    return Table("Progress by recommendation", columns, rows, notes=notes, empty="Store what needs to improve first.")


def _row(recommendation: Recommendation, found: MappedEvidence) -> AnyRow:
    domains = [_domain_line(each) for each in found.domains]
    domains += [f"{name}: not graded yet." for name in found.ungraded]
    return [
        recommendation.position,
        Cell(recommendation.text, href=recommendation.get_absolute_url()),
        _lines(domains),
        _lines([_figure_line(each) for each in found.indicators]),
        actions_words(found.actions) or None,
    ]


def _domain_line(found: DomainChange) -> str:
    """Both shares, by how much they differ with its interval, and what that says."""
    change = found.change
    by = f": {difference_words(change)}" if change.is_enough else ""
    return f"{found.name}: {change.before.words} before, {change.now.words} since{by}. {change.movement.label}."


def _lines(lines: Sequence[str]) -> Cell:
    return Cell(lines[0], notes=lines[1:]) if lines else Cell(None)


def _figure_line(found: IndicatorEvidence) -> str:
    target = f", target {as_given(found.target)}" if found.target is not None else ""
    verdict = "" if found.met == TargetMet.NEITHER and found.target is None else f". {found.met.label}"
    return f"{found.indicator}: {figure_text(found.indicator, found.latest)}{target}{verdict}."


def progress_sheets(inspection: Inspection, recommendations: Sequence[Recommendation], shown: EvidenceShown) -> list[Table]:
    """The same as sheets of values."""
    summary = [
        (
            each.position,
            each.text,
            framework_name(each.framework, inspection.first_day),
            "; ".join(priority.name for priority in each.priorities.all()),
            actions_words(shown.of[each.pk].actions),
        )
        for each in recommendations
    ]
    return [
        plain_table("Recommendations", SUMMARY_HEADER, summary, blanks="An empty cell means that nothing is stored of it."),
        plain_table(
            "Grades of domains",
            DOMAINS_HEADER,
            _domain_rows(recommendations, shown),
            blanks="An empty cell means that nothing was graded in those months.",
        ),
        plain_table(
            "Figures",
            FIGURES_HEADER,
            _figure_rows(recommendations, shown),
            blanks="An empty cell means that there is no figure, or no target.",
        ),
    ]


def _domain_rows(recommendations: Sequence[Recommendation], shown: EvidenceShown) -> list[tuple]:
    rows = []
    for recommendation in recommendations:
        for found in shown.of[recommendation.pk].domains:
            before, now = found.change.before, found.change.now
            interval = interval_ends(found.change) if found.change.is_enough else None
            sides_of = (before.count, before.n, before.percent, now.count, now.n, now.percent)
            rows.append((recommendation.position, recommendation.text, found.name, *sides_of, interval, str(found.change.movement.label)))
    return rows


def _figure_rows(recommendations: Sequence[Recommendation], shown: EvidenceShown) -> list[tuple]:
    return [
        (
            recommendation.position,
            recommendation.text,
            str(found.indicator),
            found.then.value if found.then else None,
            found.latest.value if found.latest else None,
            found.latest.month if found.latest else None,
            found.target,
            str(found.met.label),
        )
        for recommendation in recommendations
        for found in shown.of[recommendation.pk].indicators
    ]
