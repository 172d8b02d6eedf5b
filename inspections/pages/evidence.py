"""The evidence of how recommendations and priorities are getting on: tables, and words that claim no more than is shown."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from commissions.models import Commission
from foundation.council.months import month_name
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from insight.answers.calculations import DomainChange
from insight.answers.enums import ShareMovement
from insight.answers.pages.strengths import over_time_address
from insight.answers.pages.words import HOW_CHANGED, MOVEMENT_COLOURS, difference_words, months_in_words
from insight.calculations import Share
from inspections.enums import TargetMet
from inspections.queries.evidence import ActionEvidence, EvidenceShown, IndicatorEvidence, MappedEvidence, ThemeEvidence
from inspections.queries.sections import section_choices
from performance.queries.figures import as_given, figure_text

UNDER_FIVE = "under 5"
NOT_MAPPED = "Nothing shows yet how this is getting on. Choose domains, themes, indicators or actions that do."
TARGET_COLOURS = {TargetMet.MET: "green", TargetMet.MISSED: "orange", TargetMet.NEITHER: "grey"}
PROTECTED = "Months and domains of fewer than five graded audits, and counts under five, are left out."


def evidence_page(found: MappedEvidence, shown: EvidenceShown) -> dict[str, Any]:
    """The tables of one recommendation or priority; each None where nothing of its kind is mapped."""
    headings = dict(section_choices())
    return {
        "domains": _domains_table(found, shown) if found.domains or found.ungraded else None,
        "themes": _themes_table(found.themes, shown) if found.themes else None,
        "indicators": _indicators_table(found.indicators, shown) if found.indicators else None,
        "commissions": _commissions_table(found.commissions) if found.commissions else None,
        "actions_words": actions_words(found.actions),
        "sections": [headings.get(key, key) for key in found.sections],
        "not_mapped": NOT_MAPPED if found.is_empty else "",
        "in_short": in_short(found),
    }


def in_short(found: MappedEvidence) -> str:
    """What all of it says in a sentence or two. Never that something got better where that is not shown."""
    said = [*_domains_in_short(found.domains), *_indicators_in_short(found.indicators)]
    if words := actions_words(found.actions):
        said.append(words)
    return " ".join(said) or ("Said in the Board’s report." if found.sections else "")


def _domains_in_short(changes: Sequence[DomainChange]) -> list[str]:
    by_movement: dict[ShareMovement, list[str]] = {}
    for each in changes:
        by_movement.setdefault(each.change.movement, []).append(each.name)
    said = {
        ShareMovement.ROSE: "Good or better has risen in {}.",
        ShareMovement.FELL: "Good or better has fallen in {}.",
        ShareMovement.NO_EVIDENCE: "No evidence of a change in {}.",
        ShareMovement.TOO_FEW: "Too few audits to say in {}.",
    }
    return [words.format("; ".join(by_movement[movement])) for movement, words in said.items() if movement in by_movement]


def _indicators_in_short(indicators: Sequence[IndicatorEvidence]) -> list[str]:
    met = Counter(each.met for each in indicators)
    held = met[TargetMet.MET] + met[TargetMet.MISSED]
    if not indicators:
        return []
    if not held:
        return ["No indicator of it has a target."]
    return [f"Indicators on target: {met[TargetMet.MET]} of {held}."]


def actions_words(actions: ActionEvidence) -> str:
    """“6 actions: 2 open, 1 of them overdue; 4 verified, 3 of them effective.”"""
    if actions.parts is None:
        return f"{actions.total} actions, too few of some to say how they are getting on." if actions.total else "Fewer than 5 actions."
    if not actions.total:
        return ""
    parts = actions.parts
    overdue = f", {parts['overdue']} of them overdue" if parts["overdue"] else ""
    effective = f", {parts['effective']} of them effective" if parts["effective"] else ""
    return f"{_counted(actions.total, 'action')}: {parts['open']} open{overdue}; {parts['verified']} verified{effective}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def sides(shown: EvidenceShown) -> tuple[str, str]:
    """The months on either side, in words."""
    before = months_in_words(shown.before) if shown.before else f"the year to {month_name(shown.period.split)}"
    since = months_in_words(shown.since) if shown.since else f"since {month_name(shown.period.since)}"
    return before, since


def _domains_table(found: MappedEvidence, shown: EvidenceShown) -> Table:
    before, since = sides(shown)
    columns = [
        Column("Domain", names_row=True),
        *(Column(before, numeric=True, lead="Good or better, "), Column(since, numeric=True, lead="Good or better, ")),
        *(Column("Difference in percentage points"), Column("What that says")),
    ]
    rows: list[AnyRow] = [_domain_row(each) for each in found.domains]
    rows += [[name, None, None, None, Cell("Not graded yet", CellKind.STATE, colour="grey")] for name in found.ungraded]
    return Table("Grades of its domains, after moderation", columns, rows, notes=[HOW_CHANGED, PROTECTED])


def _domain_row(found: DomainChange) -> AnyRow:
    change = found.change
    return [
        Cell(found.name, href=over_time_address(found.name), unseen="over time"),
        _share_cell(change.before),
        _share_cell(change.now),
        Cell(None, text=difference_words(change) or "–"),
        Cell(str(change.movement.label), CellKind.STATE, colour=MOVEMENT_COLOURS[change.movement]),
    ]


def _commissions_table(commissions: Sequence[Commission]) -> Table:
    columns = [Column("Question", names_row=True, light=True), Column("Due"), Column("State"), Column("Answer")]
    rows: list[AnyRow] = [
        [Cell(each.question, href=each.get_absolute_url()), each.due, Cell(each.get_state_display(), CellKind.STATE), each.answer or None]
        for each in commissions
    ]
    return Table("Its commissioned work", columns, rows)


def _share_cell(share: Share) -> Cell:
    if not share.n:
        return Cell(None, text="none graded")
    return Cell(share.count, text=share.words, notes=[f"95% interval {share.interval_words}"])


def _themes_table(themes: Sequence[ThemeEvidence], shown: EvidenceShown) -> Table:
    period = shown.period
    columns = [
        Column("Theme of findings", names_row=True),
        Column(f"The year to {month_name(period.split)}", numeric=True),
        Column(f"From {month_name(period.since)} on", numeric=True),
    ]
    rows: list[AnyRow] = [[each.name, _theme_cell(each.before), _theme_cell(each.since)] for each in themes]
    note = "Audits in which it was an area for improvement, of those with a finding. Each month looks at other records."
    return Table("Findings of its themes", columns, rows, notes=[note])


def _theme_cell(side: tuple[int | None, int]) -> Cell:
    count, of = side
    if not of:
        return Cell(None, text="no findings")
    return Cell(count, text=f"{UNDER_FIVE if count is None else count} of {of}")


def _indicators_table(indicators: Sequence[IndicatorEvidence], shown: EvidenceShown) -> Table:
    columns = [
        Column("Indicator", names_row=True),
        Column(month_name(shown.period.split), numeric=True),
        *(Column("Latest", numeric=True), Column("Target", numeric=True), Column("Against it")),
    ]
    return Table("Its figures", columns, [_indicator_row(each) for each in indicators])


def _indicator_row(found: IndicatorEvidence) -> AnyRow:
    latest = found.latest
    return [
        Cell(str(found.indicator), href=found.indicator.get_absolute_url(), unseen="over time"),
        Cell(found.then.value if found.then else None, text=figure_text(found.indicator, found.then)),
        Cell(
            latest.value if latest else None,
            text=figure_text(found.indicator, latest),
            notes=[month_name(latest.month)] if latest else [],
        ),
        Cell(found.target, text=as_given(found.target) if found.target is not None else "–"),
        Cell(str(found.met.label), CellKind.STATE, colour=TARGET_COLOURS[found.met]),
    ]
