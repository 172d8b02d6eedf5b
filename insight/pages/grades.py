"""Rows for the page and the download: finished values, so that the template compares nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from audits.calculations import MonthStanding
from audits.enums import PRACTICE_GRADES, Grade, Stage
from audits.queries.grade_words import grade_word
from foundation.charts import DistributionPicture, DistributionRow, distribution_picture
from foundation.council.months import month_code, month_name, months_between, period_name
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
from insight.pages.scope import STAGE_CODES, chosen_in_address
from insight.queries.audience import Withheld
from insight.queries.counted import Scope

_SHADES = 5
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


def overall_rows(months: Iterable[MonthStage], scope: Scope, *, with_links: bool) -> list[DistributionGradeRow]:
    return [_overall_row(month, scope, with_links) for month in months]


def _overall_row(month: MonthStage, scope: Scope, with_links: bool) -> DistributionGradeRow:
    cells = [
        GradeCell(
            grade_word(grade),
            share_of(month.overall, grade),
            _audits_address(month, grade, scope) if with_links else "",
        )
        for grade in PRACTICE_GRADES
    ]
    note, may_change = _rounding(month.name, month.overall), month.stage == Stage.PRE
    return DistributionGradeRow(month.name, graded(month.overall), cells, good_or_better(month.overall), note=note, provisional=may_change)


def _audits_address(month: MonthStage, grade: Grade, scope: Scope) -> str:
    """Of the audits that the count counts: by the agreed grade alone, or by the one first submitted."""
    narrowed = {"month": month_code(month.month), "overall": str(grade), "by": STAGE_CODES[month.stage]}
    return f"{reverse('audits:list')}?{urlencode(narrowed | dict(chosen_in_address(scope)))}"


def _rounding(name: str, counts: Counts) -> str:
    note = rounding_note([counts.get(grade, 0) for grade in PRACTICE_GRADES])
    return f"{name}: {note[0].lower()}{note[1:]}" if note else ""


def stage_groups(months: Sequence[MonthStage]) -> list[StageGroup]:
    """After moderation first, then before: each with the domains over its months."""
    groups = []
    for stage in (Stage.AGREED, Stage.PRE):
        rows = [month for month in months if month.stage == stage]
        if rows:
            groups.append(_stage_group(stage, rows))
    return groups


def _stage_group(stage: Stage, months: Sequence[MonthStage]) -> StageGroup:
    domains, standing = domains_summed(months), sum((month.standing for month in months), MonthStanding())
    ranks = ranked(domains)
    places = {rank.name: rank.place_text for rank in ranks}
    rows = [_domain_row(name, counts, places.get(name, "")) for name, counts in domains.items()]
    return StageGroup(
        stage=stage,
        title=f"{period_name(months[0].month, months[-1].month)}, {stage_words(stage, standing)}",
        audits=sum(month.audits for month in months),
        rows=rows,
        ranks=ranks,
        sentence=ranking_sentence(ranks),
    )


def _domain_row(name: str, counts: Counts, place: str) -> DistributionGradeRow:
    cells = [GradeCell(grade_word(grade), share_of(counts, grade)) for grade in PRACTICE_GRADES]
    return DistributionGradeRow(name, graded(counts), cells, good_or_better(counts), place, _rounding(name, counts))


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


@dataclass(frozen=True)
class HeatCell:
    share: Share
    shade: int


@dataclass(frozen=True)
class HeatRow:
    month: str
    stage: str
    cells: Sequence[tuple[str, HeatCell]]


def heatmap(months: Sequence[MonthStage]) -> tuple[list[str], list[HeatRow]]:
    """Share Good or better, a row a month and a column a domain; `shade` is 0 to 4 in fifths of the share."""
    names = list(domains_summed(months))
    return names, [
        HeatRow(month_name(month.month), month.stage_words, [(name, _heat(month.domains.get(name, {}))) for name in names])
        for month in months
    ]


def _heat(counts: Counts) -> HeatCell:
    share = good_or_better(counts)
    return HeatCell(share, min(int(share.exact * _SHADES), _SHADES - 1))


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
        {"number": sum(month.audits for month in counted), "text": f"audits in {_months_in_words(counted)}", "note": note},
        {"number": good.count, "text": "Good or better overall", "note": _of(good)},
        {"number": inadequate.count, "text": "Inadequate overall", "note": _of(inadequate)},
    ]


def _months_in_words(months: Sequence[MonthStage]) -> str:
    """“February to June 2023”, or each by name where months between them are left out."""
    first, last = months[0].month, months[-1].month
    whole = len(list(months_between(first, last))) == len(months)
    return period_name(first, last) if whole else in_a_row([month_name(month.month) for month in months])


def _of(share: Share) -> str:
    return f"of {share.n}: {share.percent}%, 95% interval {share.interval_words}" if share.n else "none graded"


def withheld_sentence(withheld: Withheld) -> str:
    return f"{month_name(withheld.month)}: not shown, {withheld.why.label}."
