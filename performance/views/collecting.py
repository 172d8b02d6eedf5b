"""A month's comments in one place: ask all owners at once, publish what has come."""

import datetime
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.chasing.pages import remind_url
from foundation.council.clock import today
from foundation.council.months import month_code, month_name
from foundation.council.working_days import add_working_days
from performance.forms import AskOwnersForm
from performance.pages.collecting import CommentOfMonth, comments_of
from performance.pages.comment_tables import comments_table
from performance.pages.late import place_of_comments
from performance.permissions import can_ask_for_comments, can_publish
from performance.queries.releases import release_of
from performance.services import publish_comments

from .commentary import DAYS_TO_COMMENT
from .months import month_in_address

DENIED_BECAUSE = "Only a performance analyst or a QA lead collects the comments."


@get_or_post
def collect(request: SignedInRequest, month: str) -> HttpResponse:
    require(can_ask_for_comments, request.user, why=DENIED_BECAUSE)
    when = month_in_address(month)
    rows = comments_of(when, request.user)
    unasked = [row.indicator for row in rows if row.is_unasked]
    due = add_working_days(today(), DAYS_TO_COMMENT)
    form = AskOwnersForm(form_data(request), actor=request.user, indicators=unasked, month=when, due=due)
    form.cancel_url = f"{reverse('performance:scorecard')}?month={month_code(when)}"
    if form.is_valid() and (done := form.save()):
        asked, left_out = done
        people = {each.asked_of_id for each in asked}
        messages.success(request, f"Comments asked for: {len(asked)}, of people: {len(people)}. They find them under My work.")
        for sentence in left_out:
            messages.warning(request, f"Not asked for: {sentence}")
        return redirect("performance:collect", month=month)
    page = {"form": form, "comments": comments_table(rows), "month": when, "month_code": month, **_counts(rows)}
    page["remind_url"] = remind_url(place_of_comments(when)) if any(row.is_late(today()) for row in rows) else ""
    return render(request, "performance/collect.html", page)


def _counts(rows: Sequence[CommentOfMonth]) -> dict[str, int]:
    """What the two buttons of the page would ask for and publish."""
    return {
        "owned": sum(1 for row in rows if row.is_unasked and row.indicator.owner),
        "unasked": sum(1 for row in rows if row.is_unasked),
        "ready": sum(1 for row in rows if row.is_ready),
        "to_look_at": sum(1 for row in rows if row.found),
    }


@require_POST
def publish(request: SignedInRequest, month: str) -> HttpResponse:
    require(can_publish, request.user, why=DENIED_BECAUSE)
    when = month_in_address(month)
    ready = [row for row in comments_of(when, request.user) if row.is_ready and row.commentary]
    published = publish_comments(actor=request.user, commentaries=[row.commentary for row in ready if not row.found and row.commentary])
    if published:
        messages.success(request, f"Comments published: {len(published)}. {_who_reads(when)}")
    for row in ready:
        if row.found:
            found = " ".join(row.found)
            messages.error(request, f"Not published: the comment on {row.indicator.measure}. {found} Open it and change the words.")
    return redirect("performance:collect", month=month)


def _who_reads(month: datetime.date) -> str:
    if release_of(month):
        return "The Board and the report read them from now on."
    return f"The report reads them from now on, the Board once {month_name(month)} is released to it."
