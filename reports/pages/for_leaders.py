"""What the first page of Results says of reports: which was approved last, and which says what is no longer so."""

from django.db.models import Q

from foundation.accounts.models import Person
from foundation.activity.trail_cache import cached_until_trail_changes
from insight.answers.pages.from_reports import FalseFactsOfReport, LastReport
from insight.models import InsertedFact
from reports.enums import ReportState
from reports.models import Report
from reports.queries.quoted import ReportFigures
from reports.querysets import READERS_OF_DRAFTS


def last_approved(person: Person) -> LastReport | None:
    """Its months for everybody; its address only for a person who may read it."""
    report = Report.objects.approved().first()
    if report is None:
        return None
    may_read = Report.objects.visible_to(person).filter(pk=report.pk).exists()
    return LastReport(report.first_month, report.last_month, report.get_absolute_url() if may_read else "")


def false_in_reports(person: Person) -> list[FalseFactsOfReport]:
    """Of drafts that the person may read: an approved report says so itself, and is not written again."""
    if not person.has_role(*READERS_OF_DRAFTS):
        return []
    with_facts = InsertedFact.objects.filter(target_type__app_label="reports", target_type__model="report").order_by()
    keys = [int(key) for key in with_facts.values_list("target_id", flat=True).distinct()]
    drafts = Report.objects.visible_to(person).filter(Q(pk__in=keys), state=ReportState.DRAFT) if keys else []
    found = [(report, _false_in(report)) for report in drafts]
    return [FalseFactsOfReport(f"report on {report.period}", report.get_absolute_url(), count) for report, count in found if count]


def _false_in(report: Report) -> int:
    return cached_until_trail_changes(f"false-facts-{report.pk}", lambda: len(ReportFigures(report).false_facts))
