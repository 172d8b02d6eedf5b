"""Writing a comment, and asking for one."""

import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, saves_halfway
from foundation.council.clock import today
from foundation.council.months import month_code, month_name
from foundation.council.working_days import add_working_days
from foundation.editing.responses import autosave_response, is_autosave
from performance.enums import Series
from performance.forms import AskForCommentForm, CommentForm
from performance.models import Commentary, Indicator
from performance.pages.facts_from_above import false_facts_from_above
from performance.pages.indicators import comment_context
from performance.pages.insertable_facts import insertable_facts, warnings_on
from performance.pages.releases import read_of
from performance.permissions import can_act_on, can_ask_for_comments, can_comment, can_import, can_publish
from performance.queries import FigureReader
from performance.services import withdraw_comment

from .months import month_in_address
from .saving import inserted_in, saved_with_figure

# Working days that a person has for a comment, unless the asker says otherwise.
DAYS_TO_COMMENT = 5
# As many characters as an action's first line holds.
RAISED_WORDS = 250


@saves_halfway("a comment that is half written is not handed in")
@get_or_post
def comment(request: SignedInRequest, slug: str, month: str) -> HttpResponse:
    indicator, commentary = _commentary(slug, month)
    require(can_comment, request.user, commentary, why="Only the person who was asked, an analyst or a QA lead can write this comment.")
    if is_autosave(request):
        return autosave_response(request, _form(request, request.POST, commentary, halfway=True))
    reader = FigureReader()
    figures = reader.of(commentary.month)
    offered = insertable_facts(indicator, figures, request.user)
    inserted = inserted_in(form_data(request), offered)
    form = _form(request, inserted or form_data(request), commentary, halfway=bool(inserted))
    form.warnings = warnings_on(indicator, figures, form["comment"].value() or "", form["action"].value() or "")
    if inserted:
        if arrived := saved_with_figure(request, form):
            return arrived
    elif form.is_valid() and form.save():
        done = "Published" if "publish" in request.POST else "Saved"
        messages.success(request, f"{done} what you wrote on {indicator.measure}, {month_name(commentary.month)}.")
        return redirect(form.cancel_url)
    context = {
        "form": form,
        "commentary": commentary,
        "may_raise": can_act_on(request.user, indicator),
        "raise_query": urlencode({"indicator": indicator.slug, "what": commentary.action[:RAISED_WORDS]}),
        "insertable_facts": offered,
        "may_note": can_import(request.user),
        "may_publish": can_publish(request.user),
        "reads": read_of(commentary),
        "false_words": false_facts_from_above(request.user, [commentary]).get(commentary.pk, []),
        "withdraw_url": reverse("performance:withdraw", args=[slug, month]),
        **comment_context(indicator, commentary.month, reader),
    }
    return render(request, "performance/comment.html", {"indicator": indicator, "month": commentary.month, **context})


@require_POST
def withdraw(request: SignedInRequest, slug: str, month: str) -> HttpResponse:
    indicator, commentary = _commentary(slug, month)
    what = f"what was published on {indicator.measure}, {month_name(commentary.month)}"
    call_service(request, withdraw_comment, f"Withdrawn: {what}. Its writer has been notified.", commentary=commentary)
    return redirect("performance:comment", slug=slug, month=month)


def _form(request: SignedInRequest, given: QueryDict | None, commentary: Commentary, *, halfway: bool) -> CommentForm:
    about = {"indicator": commentary.indicator, "commentary": commentary, "may_publish": can_publish(request.user)}
    form = CommentForm(given, actor=request.user, halfway=halfway, **about)
    form.cancel_url = _table_url(commentary.indicator, commentary.month)
    return form


@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, slug: str, month: str) -> HttpResponse:
    require(can_ask_for_comments, request.user, why="Only a performance analyst or a QA lead can ask for comments.")
    indicator, commentary = _commentary(slug, month)
    due = add_working_days(today(), DAYS_TO_COMMENT)
    form = AskForCommentForm(form_data(request), actor=request.user, indicator=indicator, month=commentary.month, due=due)
    form.cancel_url = _table_url(indicator, commentary.month)
    if form.is_valid() and (asked := form.save()):
        messages.success(request, f"{asked.asked_of} will find this under My work.")
        return redirect(form.cancel_url)
    context = {"form": form, "commentary": commentary, **comment_context(indicator, commentary.month, FigureReader())}
    return render(request, "performance/ask.html", {"indicator": indicator, "month": commentary.month, **context})


def _commentary(slug: str, code: str) -> tuple[Indicator, Commentary]:
    """The indicator and what was said of its month so far, maybe nothing yet."""
    indicator = get_object_or_404(Indicator.objects.select_related("measure", "owner"), slug=slug)
    month = month_in_address(code)
    people = ("asked_of", "status_by", "written_by", "published_by", "withdrawn_by")
    held = Commentary.objects.filter(indicator=indicator, month=month).select_related(*people).first()
    commentary = held or Commentary(indicator=indicator, month=month)
    commentary.indicator = indicator
    return indicator, commentary


def _table_url(indicator: Indicator, month: datetime.date) -> str:
    """The indicator's row in its table."""
    name = "half-years" if indicator.series == Series.HALF_YEARS else "scorecard"
    return f"{reverse(f'performance:{name}')}?month={month_code(month)}#{indicator.slug}"
