"""What the Board reads of a month, said to the person who corrects the facts of one of its records; and of a report, once some were."""

from audits.corrections.pages import CORRECTED
from audits.models import Audit, Cycle
from audits.querysets import monthly
from foundation.activity.models import Entry
from foundation.documents.formats import uk_date
from performance.models import MonthRelease
from reports.models import Report


def stands_by(cycle: Cycle) -> list[str]:
    """What was approved and released of the month, and what becomes of it."""
    approved = Report.objects.approved().standing().filter(first_month__lte=cycle.month, last_month__gte=cycle.month)
    said = [
        f"The report on {report.period} was approved on {uk_date(report.approved_on)} and keeps its figures, with a note."
        for report in approved
    ]
    release = MonthRelease.objects.filter(month=cycle.month).first()
    if release:
        said.append(f"The Board reads {cycle} since {uk_date(release.released_on)}: what Insight shows it is counted by the new facts.")
    return said


def corrected_since(report: Report) -> str:
    """Of an approved report: how many of its audits had their facts corrected afterwards; empty where none."""
    approval = Entry.objects.of(report).filter(verb="report.approved").order_by("pk").last()
    if not report.is_approved or approval is None:
        return ""
    audits = Audit.objects.filter(monthly(), cycle__month__gte=report.first_month, cycle__month__lte=report.last_month)
    corrected = Entry.objects.of_type(Audit).filter(verb=CORRECTED, pk__gt=approval.pk).order_by().values_list("target_id", flat=True)
    number = audits.filter(pk__in={int(pk) for pk in corrected}).count()
    if not number:
        return ""
    records = "1 record" if number == 1 else f"{number} records"
    return f"Since this report was approved, facts of {records} were corrected. The report keeps the figures with which it was approved."
