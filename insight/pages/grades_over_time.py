"""The share Good or better month by month: overall, each domain on one scale, and the heat map of both."""

from collections.abc import Iterator, Sequence

from audits.calculations import FEWEST
from audits.enums import Stage
from foundation.charts import SharePicture, SharePoint, share_over_time, shares_over_time
from foundation.council.months import month_name, months_between
from foundation.documents import AnyRow, Cell, Column, Month, Table, plain_table
from insight.calculations import Counts, MonthStage, Share, domains_summed, good_or_better, graded
from insight.queries.audience import Withheld

from .agreement import OVERALL
from .behind import GOOD_OR_BETTER, AuditsBehind
from .grade_tables import SHARE_HEADER, share_cell, share_values, withheld_rows

OVER_TIME, BY_DOMAIN = "Overall judgement: audits graded Good or better", "Good or better by domain"
HOW_DRAWN = "A point is the share of a month’s audits, the line through it its 95% interval (Wilson). Hollow points are before moderation."
_SHADES = 5


def over_time_picture(months: Sequence[MonthStage]) -> SharePicture | None:
    points = _points(months, {month.month: month.overall for month in months})
    return share_over_time(points, OVER_TIME) if any(point.percent is not None for point in points) else None


def domains_picture(months: Sequence[MonthStage]) -> SharePicture | None:
    names = domains_summed(months)
    series = [(name, _points(months, {month.month: month.domains.get(name, {}) for month in months})) for name in names]
    return shares_over_time(series, BY_DOMAIN) if series else None


def _points(months: Sequence[MonthStage], counts: dict) -> list[SharePoint]:
    """Every month from the first to the last, a gap where there is none."""
    if not months:
        return []
    at = {month.month: month for month in months}
    return [
        share_point(f"{month:%b %Y}", counts.get(month, {}), provisional=month in at and at[month].stage == Stage.PRE)
        for month in months_between(months[0].month, months[-1].month)
    ]


def share_point(label: str, counts: Counts, *, provisional: bool = False) -> SharePoint:
    share = good_or_better(counts)
    if not share.interval or share.percent is None:
        return SharePoint(label)
    low, high = share.interval
    return SharePoint(label, share.percent, low, high, share.words, provisional)


def _judgements(months: Sequence[MonthStage]) -> list[str]:
    return [OVERALL, *domains_summed(months)]


def _counts_of(month: MonthStage, judgement: str) -> Counts:
    return month.overall if judgement == OVERALL else month.domains.get(judgement, {})


def over_time_table(months: Sequence[MonthStage], links: AuditsBehind | None) -> Table:
    """A row a month, a column a judgement: the count, its share and interval."""
    names = _judgements(months)
    columns = [Column("Month and stage", names_row=True), *(Column(name, numeric=True) for name in names)]
    rows = [[Cell(month_name(month.month), notes=[month.stage_words]), *_shares(month, names, links)] for month in months]
    return Table("Audits graded Good or better by month", columns, rows, compact=True)


def _shares(month: MonthStage, names: Sequence[str], links: AuditsBehind | None) -> Iterator[Cell]:
    for name in names:
        share = good_or_better(_counts_of(month, name))
        yield share_cell(share, _good(links, month, name), f"Good or better, {name}, {month_name(month.month)}")


def _good(links: AuditsBehind | None, month: MonthStage, judgement: str) -> str:
    if links is None:
        return ""
    at = links.of(month)
    return (at if judgement == OVERALL else at.in_domain(judgement)).graded(GOOD_OR_BETTER)


def heat_table(months: Sequence[MonthStage], links: AuditsBehind | None) -> Table:
    """The share Good or better, a row a month and a column a judgement, in words and shade; faded where fewer than five were graded."""
    names = _judgements(months)
    columns = [Column("Month and stage", names_row=True), *(Column(name) for name in names)]
    rows: list[AnyRow] = [
        [Cell(month_name(month.month), notes=[month.stage_words]), *(_heat_cell(month, name, links) for name in names)] for month in months
    ]
    return Table("Audits graded Good or better by month and domain", columns, rows, compact=True, style="qa-heat")


def _heat_cell(month: MonthStage, judgement: str, links: AuditsBehind | None) -> Cell:
    counts = _counts_of(month, judgement)
    share, few = good_or_better(counts), graded(counts) < FEWEST
    href = _good(links, month, judgement) if share.count else ""
    unseen = f"Good or better, {judgement}, {month_name(month.month)}: open these audits" if href else ""
    return Cell(share.words, href=href, unseen=unseen, style="qa-heat__few" if few else f"qa-heat__{_shade(share)}")


def _shade(share: Share) -> int:
    """0 to 4, in fifths of the share."""
    return min(int(share.exact * _SHADES), _SHADES - 1)


def over_time_sheet(months: Sequence[MonthStage], withheld: Sequence[Withheld]) -> Table:
    header = ("Month", "Stage", "Judgement", *SHARE_HEADER)
    rows: list[AnyRow] = [
        [Month(month.month), month.stage_words, name, *share_values(good_or_better(_counts_of(month, name)))]
        for month in months
        for name in _judgements(months)
    ]
    return plain_table("Good or better by month", header, [*rows, *withheld_rows(withheld, len(header))])
