"""An approval that is late, as reminders say it."""

import datetime

from foundation.accounts.models import Person
from foundation.chasing.owed import NOTHING_OWED, Owed, OwedQuestion
from foundation.council.own_time import with_own_days
from reports.models import Report, Review
from reports.permissions import can_write_reports
from reports.queries.approval import approvers_of, may_read
from reports.queries.reviews import late_reviews

from .reviewing import review_key

REMINDED, REVIEW_REMINDED = "report.reminded", "report.review_reminded"


def place_of_report(report: Report) -> str:
    """The name of a report in the address of the page of reminders."""
    return f"report-{report.code}"


def owed_in_reports(actor: Person, on: datetime.date) -> OwedQuestion:
    """Approvals that were asked for and whose day has passed; the first to approve does so for all. And reviews that have not come."""
    if not can_write_reports(actor):
        return NOTHING_OWED
    late, asked = late_reviews(), Report.objects.visible_to(actor).drafts().filter(approval_asked_on__isnull=False)

    def owed() -> list[Owed]:
        reviews = [_owed_review(each) for each in late if each.reviewer != actor and may_read(each.reviewer, each.report)]
        dues = [(report, due) for report in asked if (due := _due(report)) and due < on]
        return [*reviews, *(_owed(report, due, person) for report, due in dues for person in approvers_of(report, on) if person != actor)]

    return OwedQuestion(owed, [late, asked])


def _due(report: Report) -> datetime.date | None:
    """The day of the meeting, but for days of their own from when they were asked."""
    since = report.approval_asked_on
    if since is None:
        return None
    return with_own_days(report.meeting_date or since, since)


def _owed(report: Report, due: datetime.date, person: Person) -> Owed:
    what = f"Approve the report on {report.period}"

    def said_to(manager: Person) -> str:
        return what if may_read(manager, report) else ""

    return Owed(person, f"report.approve:{report.pk}", what, due, report, REMINDED, frozenset({place_of_report(report)}), said_to)


def _owed_review(review: Review) -> Owed:
    report, what = review.report, f"Review the report on {review.report.period}"

    def said_to(manager: Person) -> str:
        return what if may_read(manager, report) else ""

    places = frozenset({place_of_report(report)})
    return Owed(review.reviewer, review_key(review), what, review.due, report, REVIEW_REMINDED, places, said_to)
