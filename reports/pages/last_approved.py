"""The report that was approved last, for what compares its months with later ones."""

from foundation.accounts.models import Person
from insight.answers.pages.last_report import LastReport
from reports.models import Report


def last_approved(person: Person) -> LastReport | None:
    """Its months for everybody; its address only for a person who may read it."""
    report = Report.objects.approved().first()
    if report is None:
        return None
    may_read = Report.objects.visible_to(person).filter(pk=report.pk).exists()
    return LastReport(report.first_month, report.last_month, report.get_absolute_url() if may_read else "")
