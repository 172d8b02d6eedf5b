"""What waits for a person in reports: one to approve, a month to release, for the Board one to read."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.accounts.permissions import is_board_member
from foundation.activity.models import Access
from foundation.council.months import month_code, month_name
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from foundation.lookups.together import CountOf
from performance.models import MonthRelease
from performance.permissions import can_release
from performance.queries import latest_month
from reports.enums import ReportAudience, ReportState
from reports.models import AudienceRelease, Report, Review, ReviewComment
from reports.pages.audiences import audience_url
from reports.permissions import can_approve_reports, can_write_reports
from reports.queries.approval import has_part_in


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    asked = Review.objects.asked().filter(reviewer=person, report__state=ReportState.DRAFT).select_related("report", "asked_by")
    return [
        WorkQuestion(asked, lambda: _to_review(person, asked)),
        *_to_answer(person),
        *_to_approve(person),
        *_to_give_to_audiences(person),
        *_to_release(person),
        WorkQuestion(None, lambda: _to_read(person, on)),
    ]


def _to_read(person: Person, on: datetime.date) -> list[WorkItem]:
    """For a Board member who has not opened them: the newest approved report, and every one whose meeting is still to come."""
    if not is_board_member(person):
        return []
    approved = list(Report.objects.visible_to(person).approved().standing())
    asked = [report for at, report in enumerate(approved) if not at or (report.meeting_date and report.meeting_date >= on)]
    opened = set(Access.objects.of(*asked).filter(actor=person).order_by().values_list("target_id", flat=True)) if asked else set()
    return [_reading(report, on) for report in asked if str(report.pk) not in opened]


def _reading(report: Report, on: datetime.date) -> WorkItem:
    what, meeting = f"Read the report on {report.period}", report.meeting_date
    due = meeting if meeting and meeting >= on else None
    why = "It is approved for the Board’s meeting; you have not opened it" if due else "It is approved; you have not opened it"
    return WorkItem(what, why, report.get_absolute_url(), due, email_text=what)


def _to_review(person: Person, asked: QuerySet[Review]) -> list[WorkItem]:
    """Drafts that they were asked to read; one that they may not read now is passed over until they may."""
    seen = set(Report.objects.visible_to(person).filter(pk__in=[each.report_id for each in asked]).values_list("pk", flat=True))
    return [_review(each) for each in asked if each.report_id in seen]


def _review(review: Review) -> WorkItem:
    what = f"Review the report on {review.report.period}"
    why = f"{review.asked_by} asks you to read the draft and to comment"
    return WorkItem(what, why, review.report.get_absolute_url(), review.due, email_text=what)


def _to_answer(person: Person) -> list[WorkQuestion]:
    """Open comments of others on a draft, for the people who opened it or asked for its reviews."""
    if not can_write_reports(person):
        return []
    others = ReviewComment.objects.open().filter(report__state=ReportState.DRAFT).exclude(author=person)
    mine = others.filter(Q(report__opened_by=person) | Q(report__reviews__asked_by=person))
    waiting = mine.filter(report=OuterRef("pk"))
    # A line for each report.
    asked = Report.objects.filter(Exists(waiting)).annotate(waiting=CountOf(waiting.distinct())).defer("content")
    return [WorkQuestion(mine, lambda: [_answering(report, report.waiting) for report in asked], [asked])]


def _answering(report: Report, count: int) -> WorkItem:
    many = "1 comment" if count == 1 else f"{count} comments"
    what = f"Answer {many} on the report on {report.period}"
    return WorkItem(
        what, "Reviewers wrote them; resolve each once it is dealt with", f"{report.get_absolute_url()}#readiness", email_text=what
    )


def _to_approve(person: Person) -> list[WorkQuestion]:
    if not can_approve_reports(person):
        return []
    asked = Report.objects.visible_to(person).drafts().filter(approval_asked_on__isnull=False).select_related("approval_asked_by")
    return [WorkQuestion(asked, lambda: [_approval(report) for report in asked if not has_part_in(person, report)])]


def _approval(report: Report) -> WorkItem:
    what, url = f"Approve the report on {report.period}", reverse("reports:approve", args=[report.code])
    return WorkItem(what, f"{report.approval_asked_by} asked for it", url, report.meeting_date, email_text=what)


def _to_give_to_audiences(person: Person) -> list[WorkQuestion]:
    """Approved reports that somebody asked to release to an audience."""
    if not can_approve_reports(person):
        return []
    seen = Report.objects.visible_to(person)
    asked = AudienceRelease.objects.filter(released_on=None, report__in=seen).select_related("report", "asked_by").defer("report__content")
    return [WorkQuestion(asked, lambda: [_giving(each) for each in asked if not has_part_in(person, each.report)])]


def _giving(release: AudienceRelease) -> WorkItem:
    audience = ReportAudience(release.audience)
    what = f"Release the report on {release.report.period} ({audience.label.lower()})"
    return WorkItem(what, f"{release.asked_by} asked for it", audience_url(release.report, audience), email_text=what)


def _to_release(person: Person) -> list[WorkQuestion]:
    """The newest month of figures, where the Board does not read it yet."""
    if not can_release(person):
        return []
    released = MonthRelease.objects.values_list("month", flat=True)

    def items() -> list[WorkItem]:
        month = latest_month()
        return [_releasing(month)] if month and month not in released else []

    return [WorkQuestion(None, items, [released])]


def _releasing(month: datetime.date) -> WorkItem:
    what, url = f"Release {month_name(month)} to the Board", reverse("reports:month", args=[month_code(month)])
    return WorkItem(what, "Its figures are here; the Board does not read them yet", url, email_text=what)
