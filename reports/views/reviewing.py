"""People are asked to review a draft, comment on its sections, and say that they have read it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from foundation.accounts.settings_pages import settings_page
from foundation.documents.formats import uk_date
from reports.forms import AskReviewsForm, CommentReplyForm, ReviewCommentForm, SectionOwnersForm
from reports.models import Report, Review, ReviewComment
from reports.pages.reviewing import comment_on_page, comments_by_section, reviewers_to_choose, section_comments
from reports.permissions import can_write_reports
from reports.queries.reviews import comments_of
from reports.sections import section_plan
from reports.services import give_review, reopen_comment, resolve_comment, withdraw_review

from .fetching import draft_to_write, report_at

section_owners = settings_page(
    SectionOwnersForm,
    "reports/owners.html",
    may=can_write_reports,
    denied_because="A QA lead says who owns the sections of the report.",
    said="The owners are saved. They are offered first where a review is asked for.",
)


def _approved_by_now(request: SignedInRequest, report: Report) -> HttpResponse:
    return too_late(request, f"This report was approved on {uk_date(report.approved_on)}. It is reviewed no more.", report)


def _heading(report: Report, key: str) -> str:
    try:
        section_plan(key)
    except KeyError:
        raise Http404 from None
    return report.heading_of(key)


@get_or_post
def reviewers(request: SignedInRequest, code: str) -> HttpResponse:
    """Whom to ask, by which day; and who was asked already."""
    report = draft_to_write(request, code)
    possible = reviewers_to_choose(report, request.user)
    form = AskReviewsForm(form_data(request), actor=request.user, report=report, possible=possible)
    if form.is_valid() and (asked := form.save()):
        names = ", ".join(str(review.reviewer) for review in asked)
        messages.success(request, f"Asked: {names}. It is in their My work, to be done by {uk_date(asked[0].due)}.")
        return redirect(report)
    return render(request, "reports/reviewers.html", {"form": form, "report": report})


@require_POST
def withdraw(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    report = draft_to_write(request, code)
    review = get_object_or_404(Review.objects.select_related("reviewer"), report=report, pk=pk)
    call_service(request, withdraw_review, f"The review of {review.reviewer} is not waited for any more.", report=report, review=review)
    return redirect(f"{report.get_absolute_url()}#review")


@require_POST
def give(request: SignedInRequest, code: str) -> HttpResponse:
    report = report_at(request, code)
    if report.is_approved:
        return _approved_by_now(request, report)
    call_service(request, give_review, lambda review: f"Thank you. {review.asked_by} is notified that you have reviewed it.", report=report)
    return redirect(report)


@get_or_post
def comment(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    """A comment on a section, from the report's page or from here; what was said of the section so far is above it."""
    report = report_at(request, code)
    heading = _heading(report, key)
    if report.is_approved:
        return _approved_by_now(request, report)
    form = ReviewCommentForm(form_data(request), actor=request.user, report=report, key=key)
    if form.is_valid() and form.save():
        messages.success(request, f"Your comment on “{heading}” is there for everybody who reads the draft.")
        return redirect(f"{report.get_absolute_url()}#comments-{key}")
    said = comments_by_section(report, request.user, comments_of(report))
    context = {"form": form, "report": report, "of_section": heading, "comments": section_comments(report, key, said), "is_page": True}
    return render(request, "reports/comment.html", context)


def _comment_at(request: SignedInRequest, report: Report, pk: int) -> ReviewComment:
    seen = ReviewComment.objects.visible_to(request.user).filter(report=report).select_related("report", "author", "resolved_by")
    return get_object_or_404(seen, pk=pk)


@get_or_post
def thread(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """One comment, and a reply to it."""
    report = report_at(request, code)
    found = _comment_at(request, report, pk)
    if report.is_approved:
        return _approved_by_now(request, report)
    form = CommentReplyForm(form_data(request), actor=request.user, comment=found)
    if form.is_valid() and form.save():
        messages.success(request, "Your reply is under the comment.")
        return redirect(form.cancel_url)
    context = {
        "form": form,
        "report": report,
        "of_section": _heading(report, found.key),
        "comment": comment_on_page(report, request.user, found),
    }
    return render(request, "reports/comment_thread.html", context)


@require_POST
def resolve(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Resolve a comment, or with `reopen` open it again."""
    report = report_at(request, code)
    found = _comment_at(request, report, pk)
    if "reopen" in request.POST:
        call_service(request, reopen_comment, "The comment is open again.", comment=found)
    else:
        call_service(request, resolve_comment, "The comment is resolved. It stays under the section.", comment=found)
    return redirect(f"{report.get_absolute_url()}#comments-{found.key}")


@require_safe
def comments(request: SignedInRequest, code: str, edition: int) -> HttpResponse:
    """All that reviewers said of one edition, as it is kept with the report."""
    report = report_at(request, code, edition)
    if not ReviewComment.objects.visible_to(request.user).filter(report=report).exists():
        raise Http404
    said = comments_by_section(report, request.user, comments_of(report))
    sections = [{"heading": each.heading, "comments": said[each.key]} for each in report.arranged if each.key in said]
    return render(
        request, "reports/comments.html", {"report": report, "sections": sections, "back": reverse("reports:edition", args=[code, edition])}
    )
