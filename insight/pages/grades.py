"""Rows for the page and the download: finished values, so that the template compares nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audits.calculations import MonthStanding
from audits.enums import PRACTICE_GRADES, Grade, Stage
from audits.queries.grade_words import grade_word
from foundation.charts import DistributionPicture, DistributionRow, distribution_picture
from foundation.council.months import month_name, months_between, period_name
from foundation.documents import CellValue, Month, Table, plain_table
from foundation.statistics import rounding_note
from insight.calculations import (
    Counts,
    DomainRank,
    MonthStage,
    Share,
    domains_summed,
    good_or_better,
    graded,
    in_a_row,
    ranked,
    ranking_sentence,
    share_of,
    stage_words,
    summed,
)
from insight.pages.behind import GOOD_OR_BETTER, GRADED, AuditsBehind
from insight.pages.scope import STAGE_CODES
from insight.queries.audience import Withheld

EXPORT_HEADER = ("Month", "Stage", "Judgement", "Grade", "Audits", "Graded (n)", "%", "95% interval from (%)", "95% interval to (%)")


@dataclass(frozen=True)
class GradeCell:
    """How many were given one grade; `href` leads to those audits."""

    grade: str
    share: Share
    href: str = ""


@dataclass(frozen=True)
class DistributionGradeRow:
    """A month or a domain: its name, its n and a cell for each grade."""

    name: str
    n: int
    cells: Sequence[GradeCell]
    good_or_better: Share
    place: str = ""
    note: str = ""
    # Lead to the audits that were graded, and to those graded so well.
    n_href: str = ""
    good_href: str = ""
    # Of grades before moderation, which may still change.
    provisional: bool = False


@dataclass(frozen=True)
class StageGroup:
    """Months of the period at one stage, taken together: never before and after moderation in one figure."""

    stage: Stage
    title: str
    audits: int
    rows: Sequence[DistributionGradeRow]
    ranks: Sequence[DomainRank]
    sentence: str


def overall_rows(months: Iterable[MonthStage], links: AuditsBehind | None = None) -> list[DistributionGradeRow]:
    return [
        _grade_row(month.name, month.overall, links.of(month) if links else None, provisional=month.stage == Stage.PRE) for month in months
    ]


def _grade_row(
    name: str, counts: Counts, links: AuditsBehind | None, *, place: str = "", provisional: bool = False
) -> DistributionGradeRow:
    cells = [GradeCell(grade_word(grade), share_of(counts, grade), links.graded(grade) if links else "") for grade in PRACTICE_GRADES]
    return DistributionGradeRow(
        name,
        graded(counts),
        cells,
        good_or_better(counts),
        place,
        _rounding(name, counts),
        n_href=links.graded(GRADED) if links else "",
        good_href=links.graded(GOOD_OR_BETTER) if links else "",
        provisional=provisional,
    )


def _rounding(name: str, counts: Counts) -> str:
    note = rounding_note([counts.get(grade, 0) for grade in PRACTICE_GRADES])
    return f"{name}: {note[0].lower()}{note[1:]}" if note else ""


def stage_groups(months: Sequence[MonthStage], links: AuditsBehind | None = None) -> list[StageGroup]:
    """After moderation first, then before: each with the domains over its months."""
    groups = []
    for stage in (Stage.AGREED, Stage.PRE):
        rows = [month for month in months if month.stage == stage]
        if rows:
            groups.append(_stage_group(stage, rows, links.of_months(rows) if links else None))
    return groups


def _stage_group(stage: Stage, months: Sequence[MonthStage], links: AuditsBehind | None) -> StageGroup:
    domains, standing = domains_summed(months), sum((month.standing for month in months), MonthStanding())
    ranks = ranked(domains)
    places = {rank.name: rank.place_text for rank in ranks}
    rows = [
        _grade_row(name, counts, links.in_domain(name) if links else None, place=places.get(name, "")) for name, counts in domains.items()
    ]
    return StageGroup(
        stage=stage,
        title=f"{period_name(months[0].month, months[-1].month)}, {stage_words(stage, standing)}",
        audits=sum(month.audits for month in months),
        rows=rows,
        ranks=ranks,
        sentence=ranking_sentence(ranks),
    )


def chart_rows(months: Sequence[MonthStage], of: str) -> list[DistributionRow]:
    """Bars for the chart `of` “overall”, or of the domains at a stage, “post” or “pre”. Empty where there is nothing to draw."""
    if of == "overall":
        return [bar(month.name, month.overall, month.stage) for month in months if graded(month.overall)]
    at_stage = [month for month in months if STAGE_CODES[month.stage] == of]
    return [bar(name, counts, at_stage[0].stage) for name, counts in domains_summed(at_stage).items() if graded(counts)]


def bar(label: str, counts: Counts, stage: Stage) -> DistributionRow:
    """Grades that moderation may still change look different from those that stand."""
    return DistributionRow(label, {grade.value: count for grade, count in counts.items()}, provisional=stage == Stage.PRE)


def grade_picture(rows: Sequence[DistributionRow], title: str) -> DistributionPicture | None:
    """Bars of grades in the council's words; None where there is nothing to draw."""
    if not any(count for row in rows for count in row.counts.values()):
        return None
    return distribution_picture(rows, {grade: grade_word(grade) for grade in PRACTICE_GRADES}, title)


def grades_shown() -> list[str]:
    """The grades of a table's columns, best first, in the council's words."""
    return [grade_word(grade) for grade in PRACTICE_GRADES]


def export_sheet(months: Sequence[MonthStage], withheld: Sequence[Withheld] = ()) -> Table:
    rows = [row for month in months for row in _export_month(month)]
    rows += [[Month(each.month), f"not shown: {each.why.label}", *[None] * (len(EXPORT_HEADER) - 2)] for each in withheld]
    return plain_table("Grades", EXPORT_HEADER, rows)


def _export_month(month: MonthStage) -> Iterable[Sequence[CellValue]]:
    judgements: Mapping[str, Counts] = {"Overall judgement": month.overall, **month.domains}
    for name, counts in judgements.items():
        for grade in PRACTICE_GRADES:
            share = share_of(counts, grade)
            low, high = share.interval or (None, None)
            yield [
                Month(month.month),
                month.stage_words,
                name,
                grade_word(grade),
                share.count,
                share.n,
                share.percent,
                low,
                high,
            ]


def period_figures(months: Sequence[MonthStage]) -> list[dict[str, str | int]]:
    """The chosen months in three numbers, each with its n and interval: those after moderation, or where none is, those before.

    Months at the other stage are in no sum with them; the note says which.
    """
    groups = [[month for month in months if month.stage == stage] for stage in (Stage.AGREED, Stage.PRE)]
    counted, others = (groups[0], groups[1]) if groups[0] else (groups[1], [])
    overall, standing = summed(month.overall for month in counted), sum((month.standing for month in counted), MonthStanding())
    good, inadequate = good_or_better(overall), share_of(overall, Grade.INADEQUATE)
    note = f"counted {stage_words(counted[0].stage, standing)}"
    if others:
        note += f"; {in_a_row([month_name(month.month) for month in others])} before moderation and not in these"
    return [
        {"number": sum(month.audits for month in counted), "text": f"audits in {months_in_words(counted)}", "note": note},
        {"number": good.count, "text": "Good or better overall", "note": _of(good)},
        {"number": inadequate.count, "text": "Inadequate overall", "note": _of(inadequate)},
    ]


def months_in_words(months: Sequence[MonthStage]) -> str:
    """“February to June 2023”, or each by name where months between them are left out."""
    first, last = months[0].month, months[-1].month
    whole = len(list(months_between(first, last))) == len(months)
    return period_name(first, last) if whole else in_a_row([month_name(month.month) for month in months])


def _of(share: Share) -> str:
    return f"of {share.n}: {share.percent}%, 95% interval {share.interval_words}" if share.n else "none graded"


def withheld_sentence(withheld: Withheld) -> str:
    return f"{month_name(withheld.month)}: not shown, {withheld.why.label}."
