"""Tables that packs have and no other page of the portal has: the programme, the draws, the seals."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, Q

from audits.enums import Sampled
from audits.models import Sample
from audits.querysets import monthly
from audits.sampling.stored import STRATA
from commissions.models import Commission
from commissions.tables import HEADER as COMMISSION_HEADER
from commissions.tables import file_row
from foundation.documents import CellValue, Month, Table, plain_table
from insight.queries.completion import completion
from reports.models import Report

from .contents import PackAsked

PROGRAMME = ("Month", "Theme", "Cohort", "Expected", "Exempted", "Submitted", "Finished", "Withdrawn", "Why fewer were audited")
SAMPLES = (
    *("Month", "Drawn on", "File", "SHA-256 of the file", "Seed", "Times drawn", "Records asked for", "Divided by", "Strata"),
    *("Records listed", "Drawn", "Replacements", "In reserve", "Left out", "Added by hand"),
)
REPORTS = ("Report", "Edition", "Approved on", "Approved by", "Meeting", "SHA-256 of the seal")
SEED_NOTE = "From the list, its order and the seed anybody can draw the same sample again: manage.py draw_sample."


def programme_table(asked: PackAsked) -> Table:
    rows = [
        [
            Month(each.month),
            each.theme,
            each.cohort,
            each.expected,
            each.exempted,
            each.submitted,
            each.finished,
            each.withdrawn,
            each.shortfall_reason,
        ]
        for each in completion(asked.first, asked.last)
    ]
    return plain_table("Programme of audits", PROGRAMME, rows, empty="No month of the period was planned.")


def samples_table(asked: PackAsked) -> Table:
    """Every draw of the months with its seed; no record."""
    found = Sample.objects.applied().filter(monthly(), cycle__month__gte=asked.first, cycle__month__lte=asked.last)
    counted = {name: Count("records", filter=Q(records__state__in=states)) for name, states in _COUNTED.items()}
    samples = found.defer("listed", "sheet").select_related("cycle").annotate(listed_records=Count("records"), **counted)
    rows = [_sample(each) for each in samples.order_by("cycle__month", "pk")]
    return plain_table("Samples and their seeds", SAMPLES, rows, notes=[SEED_NOTE], empty="No sample was drawn for these months.")


_COUNTED = {
    "drawn": [Sampled.DRAWN],
    "replacing": [Sampled.REPLACEMENT],
    "in_reserve": [Sampled.RESERVE],
    "by_hand": [Sampled.BY_HAND],
}


def _sample(sample: Sample) -> list[CellValue]:
    of: dict[str, int] = {name: getattr(sample, name) for name in ("listed_records", *_COUNTED)}
    strata = STRATA.read(sample.strata) if sample.strata else []
    listed = of["listed_records"] - of["by_hand"]
    left_out = listed - of["drawn"] - of["replacing"] - of["in_reserve"]
    about: list[CellValue] = [
        Month(sample.cycle.month),
        sample.applied_on,
        sample.file_name,
        sample.file_hash,
        str(sample.seed),
        sample.draws,
        sample.size,
    ]
    divided = ", ".join(sample.stratum_columns)
    return [*about, divided, len(strata), listed, of["drawn"], of["replacing"], of["in_reserve"], left_out, of["by_hand"]]


def commissions_table(asked: PackAsked) -> Table:
    """Questions that were open or asked in the months."""
    found = Commission.objects.visible_to(asked.reader).filter(asked_on__lte=asked.last_day)
    in_period = found.filter(Q(closed_on=None) | Q(closed_on__gte=asked.first)).for_page().order_by("number")
    return plain_table(
        "Commissioned work", COMMISSION_HEADER, list(map(file_row, in_period)), empty="No question was open in these months."
    )


def reports_table(asked: PackAsked) -> Table:
    """Approved reports on any of the months, with the hash by which each can be checked."""
    found = Report.objects.visible_to(asked.reader).approved().filter(first_month__lte=asked.last, last_month__gte=asked.first)
    return plain_table(
        "Approved reports",
        REPORTS,
        list(_reports(found.select_related("seal", "approved_by"))),
        empty="No report on these months is approved.",
    )


def _reports(found: Iterable[Report]) -> Iterator[list[CellValue]]:
    for report in sorted(found, key=lambda each: (each.first_month, each.last_month, each.edition)):
        seal = getattr(report, "seal", None)
        yield [report.period, report.edition, report.approved_on, str(report.approved_by), report.meeting_date, seal.sha256 if seal else ""]
