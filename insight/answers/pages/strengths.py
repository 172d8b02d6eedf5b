"""The strengths of practice by domain: ranked with ties, over the months chosen and the last twelve, and since the last report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from audits.enums import Grade, Stage
from audits.queries.grade_words import grade_word
from foundation.council.months import month_name, period_name
from foundation.documents import AnyRow, Cell, CellKind, CellValue, Column, Table, plain_table
from insight.answers.calculations import DomainChange, DomainStrength, changes_of, strengths_of
from insight.answers.enums import DomainStanding
from insight.answers.queries.practice import PracticeShown
from insight.calculations import MonthStage, Share, domains_summed, ranking_sentence
from insight.pages.behind import GOOD_OR_BETTER, GRADED, AuditsBehind
from insight.pages.grade_tables import count_cell, share_cell

from .from_reports import LastReport
from .words import (
    HOW_CHANGED,
    MOVEMENT_COLOURS,
    STANDING_COLOURS,
    WHICH_COUNTED,
    difference_words,
    interval_cell,
    months_in_words,
)

NONE_YET = {
    Stage.AGREED: "No audit of these months is counted after moderation yet. Moderate them, or choose other months.",
    Stage.PRE: "No audit of these months can be shown to you. Choose other months.",
}
NO_PLACES = "They have no places: no domain is shown to be better, or worse, than all the others."
KEY_AREAS = "Key areas for improvement"
WHEN_NAMED = (
    "A domain is called strongest where its grades are shown to be better than those of at least one other domain, and worse than those of "
    "none; a key area for improvement where it is the other way round. Where nothing is shown, no domain is called either."
)
ENDS = ("95% interval from (%)", "95% interval to (%)")
RANKS_HEADER = ("Months", "Domain", "Place", "What the grades bear out", "Good or better", "Graded (n)", "Good or better (%)", *ENDS)
CHANGES_HEADER = (
    *("Domain", "Good or better in the last report’s months", "Graded (n) then", "% then", "Good or better now", "Graded (n) now", "% now"),
    *("Difference (points)", "95% interval from (points)", "95% interval to (points)", "What that says"),
)


@dataclass(frozen=True)
class RankedMonths:
    """The domains of some months beside each other; `sentence` says which stand out, `table` is None where nothing was graded."""

    title: str
    anchor: str
    audits: int
    sentence: str
    table: Table | None
    strengths: Sequence[DomainStrength]


@dataclass(frozen=True)
class SinceReport:
    """What changed since the last report; without a table, `sentence` says why nothing can be compared."""

    sentence: str
    report: LastReport | None = None
    table: Table | None = None
    changes: Sequence[DomainChange] = ()


def ranked_months(title: str, anchor: str, months: Sequence[MonthStage], stage: Stage, links: AuditsBehind | None) -> RankedMonths:
    domains = domains_summed(months)
    found = strengths_of(domains)
    when = f", {months_in_words(months)}" if months else ""
    sentence = ranking_sentence([each.rank for each in found], KEY_AREAS) if months else NONE_YET[stage]
    table = _ranks_table(f"{title}{when}", found, links.of_months(months) if links and months else None) if found else None
    return RankedMonths(f"{title}{when}", anchor, sum(month.audits for month in months), sentence, table, found)


def _ranks_table(caption: str, strengths: Sequence[DomainStrength], links: AuditsBehind | None) -> Table:
    has_places = strengths[-1].rank.place > 1
    columns = [
        *([Column("Place", numeric=True)] if has_places else []),
        Column("Domain", names_row=True),
        Column("What the grades bear out"),
        *(
            Column("Good or better", numeric=True, nowrap=True),
            Column("0% to 100%"),
            Column(str(grade_word(Grade.INADEQUATE)), numeric=True, nowrap=True),
        ),
        Column("Graded (n)", numeric=True),
    ]
    rows = [_rank_cells(each, links.in_domain(each.rank.name) if links else None) for each in strengths]
    places: list[Cell] = [Cell(each.rank.place_text) for each in strengths]
    rows = [[place, *row] for place, row in zip(places, rows, strict=True)] if has_places else rows
    return Table(caption, columns, rows, notes=[] if has_places else [NO_PLACES])


def _rank_cells(strength: DomainStrength, links: AuditsBehind | None) -> Sequence[Cell]:
    """Each count leads to its audits, for people who may open them."""
    rank = strength.rank
    good, weak = (links.graded(GOOD_OR_BETTER), links.graded(Grade.INADEQUATE)) if links else ("", "")
    return [
        Cell(rank.name, href=over_time_address(rank.name), unseen="over time"),
        standing_cell(strength.standing),
        share_cell(rank.good_or_better, good, f"Good or better, {rank.name}"),
        interval_cell(rank.good_or_better, strength.standing),
        share_cell(
            rank.inadequate, weak if rank.inadequate.count else "", f"{grade_word(Grade.INADEQUATE)}, {rank.name}: open these audits"
        ),
        count_cell(rank.good_or_better.n, links.graded(GRADED) if links else "", f"graded, {rank.name}"),
    ]


def standing_cell(standing: DomainStanding) -> Cell:
    if standing == DomainStanding.NEITHER:
        return Cell(None)
    return Cell(str(standing.label), CellKind.STATE, colour=STANDING_COLOURS[standing])


def over_time_address(domain: str) -> str:
    return f"{reverse('insight:over-time')}?{urlencode({'judgement': domain})}"


def since_report(practice: PracticeShown, report: LastReport | None) -> SinceReport:
    """The months chosen that come after the last report’s, beside its months: none is counted on both sides."""
    if report is None:
        return SinceReport("No report has been approved yet. Once one is, this says what has changed since in each domain.")
    before = practice.between(report.first, report.last)
    now = [month for month in practice.now if month.month > report.last]
    if not before:
        return SinceReport(
            f"The months of the last report, on {period_name(report.first, report.last)}, have no grades to show here.", report
        )
    if not now:
        sentence = (
            f"The last report is on {period_name(report.first, report.last)}. No month after {month_name(report.last)} that was chosen has "
            "been through moderation yet, so there is nothing to compare with it."
        )
        return SinceReport(sentence, report)
    changes = changes_of(domains_summed(before), domains_summed(now))
    then, later = months_in_words(before), months_in_words(now)
    return SinceReport(changed_sentence(changes, then, later), report, _changes_table(changes, then, later), changes)


def changed_sentence(changes: Sequence[DomainChange], then: str, later: str) -> str:
    """Which domains have risen and which have fallen, or that none is shown to have."""
    by_movement: dict[str, list[str]] = {}
    for each in changes:
        by_movement.setdefault(each.change.movement.value, []).append(each.name)
    said = [f"{heading}: {'; '.join(by_movement[code])}." for code, heading in _HEADINGS.items() if code in by_movement]
    return f"{later} beside {then}. {' '.join(said)}"


_HEADINGS = {
    "rose": "Good or better has risen",
    "fell": "Good or better has fallen",
    "no_evidence": "No evidence of a change",
    "too_few": "Too few to say",
}


def _changes_table(changes: Sequence[DomainChange], then: str, later: str) -> Table:
    columns = [
        Column("Domain", names_row=True),
        *(
            Column(then, numeric=True, nowrap=True, lead="Good or better, "),
            Column(later, numeric=True, nowrap=True, lead="Good or better, "),
        ),
        *(Column("Difference in percentage points"), Column("What that says")),
    ]
    return Table(f"Good or better since the last report, {later} beside {then}", columns, [_change_cells(each) for each in changes])


def _change_cells(found: DomainChange) -> AnyRow:
    change = found.change
    movement = Cell(str(change.movement.label), CellKind.STATE, colour=MOVEMENT_COLOURS[change.movement])
    return [
        Cell(found.name, href=over_time_address(found.name), unseen="over time"),
        _counted_cell(change.before),
        _counted_cell(change.now),
        Cell(None, text=difference_words(change) or "–"),
        movement,
    ]


def _counted_cell(share: Share) -> Cell:
    if not share.n:
        return Cell(None, text="none graded")
    return Cell(share.count, text=share.words, notes=[share.interval_words])


def strengths_page(practice: PracticeShown, report: LastReport | None, links: AuditsBehind | None = None) -> dict[str, Any]:
    chosen = ranked_months("The months chosen", "chosen", practice.now, practice.stage, links)
    return {
        "chosen": chosen,
        "rankings": [chosen, ranked_months("The last twelve months", "year", practice.year, practice.stage, links)],
        "since": since_report(practice, report),
        "rules": (WHEN_NAMED, HOW_CHANGED, WHICH_COUNTED[practice.stage]),
    }


def strengths_sheets(page: Mapping[str, Any]) -> list[Table]:
    ranks = [_exported_rank(ranking.title, each) for ranking in page["rankings"] for each in ranking.strengths]
    weak = str(grade_word(Grade.INADEQUATE))
    changes = [_exported_change(each) for each in page["since"].changes]
    return [
        plain_table("Domain strengths", [*RANKS_HEADER, weak, f"{weak} (%)", *ENDS], ranks),
        plain_table("Since the last report", CHANGES_HEADER, changes),
    ]


def _exported_rank(months: str, strength: DomainStrength) -> list[CellValue]:
    rank = strength.rank
    good, inadequate = rank.good_or_better, rank.inadequate
    said = None if strength.standing == DomainStanding.NEITHER else str(strength.standing.label)
    return [
        *(months, rank.name, rank.place_text, said, good.count, good.n, good.percent, *_ends(good)),
        *(inadequate.count, inadequate.percent, *_ends(inadequate)),
    ]


def _ends(share: Share) -> tuple[int | None, int | None]:
    return share.interval or (None, None)


def _exported_change(found: DomainChange) -> list[CellValue]:
    change = found.change
    shares = [each for share in (change.before, change.now) for each in (share.count, share.n, share.percent)]
    low, high = change.interval if change.is_enough and change.interval else (None, None)
    points = [None if each is None else round(each * 100, 1) for each in (float(change.difference) if low is not None else None, low, high)]
    return [found.name, *shares, *points, str(change.movement.label)]
