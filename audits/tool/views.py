"""The editor of the audit tool. Only the QA lead edits it, and only a draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audits.fetching import get_cycle
from audits.models import ChecklistItem, Domain, Question, Tool
from audits.permissions import can_edit_tool, can_plan_cycles
from audits.tool.forms import ChooseToolForm, DiscardForm, DomainForm, ItemForm, PublishForm, QuestionForm, RemoveForm
from audits.tool.pages import DOMAIN, ITEM, QUESTION, missing_links, parts_of, versions, versions_table
from audits.tool.queries import draft_tool
from audits.tool.services.parts import move_part, tool_of
from audits.tool.services.versions import ONLY_THE_LEAD, begin_version
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, may_repeat

PARTS: dict[str, Any] = {DOMAIN: Domain, QUESTION: Question, ITEM: ChecklistItem}


def require_lead(request: SignedInRequest) -> None:
    require(can_edit_tool, request.user, why=ONLY_THE_LEAD)


@require_safe
def tool_list(request: SignedInRequest) -> HttpResponse:
    require_lead(request)
    return render(request, "audits/tool/list.html", {"versions": versions_table(versions()), "draft": draft_tool()})


@require_POST
def begin(request: SignedInRequest) -> HttpResponse:
    require_lead(request)
    tool = begin_version(actor=request.user)
    messages.success(request, f"Version {tool.version} is a draft. Nobody is asked by it until you publish it.")
    return redirect(tool)


@require_safe
def tool_page(request: SignedInRequest, pk: int) -> HttpResponse:
    require_lead(request)
    tool = get_object_or_404(Tool.objects.select_related("based_on"), pk=pk)
    domains, checklist = parts_of(tool)
    missing = missing_links(tool) if tool.is_draft else []
    page = {"tool": tool, "domains": domains, "checklist": checklist, "missing": missing, "may_edit": tool.is_draft}
    return render(request, "audits/tool/tool.html", page)


@get_or_post
def new_domain(request: SignedInRequest, pk: int) -> HttpResponse:
    tool = get_draft(request, pk)
    form = DomainForm(form_data(request), actor=request.user, tool=tool)
    return edited(request, form, tool, "Add a domain")


@get_or_post
def change_domain(request: SignedInRequest, pk: int) -> HttpResponse:
    domain = get_part(request, DOMAIN, pk)
    form = DomainForm(form_data(request), actor=request.user, tool=domain.tool, domain=domain)
    return edited(request, form, domain.tool, domain.name)


@get_or_post
def new_question(request: SignedInRequest, pk: int) -> HttpResponse:
    domain = get_part(request, DOMAIN, pk)
    form = QuestionForm(form_data(request), actor=request.user, domain=domain)
    return edited(request, form, domain.tool, "Add a question", domain.name)


@get_or_post
def change_question(request: SignedInRequest, pk: int) -> HttpResponse:
    question = get_part(request, QUESTION, pk)
    form = QuestionForm(form_data(request), actor=request.user, domain=question.domain, question=question)
    return edited(request, form, question.domain.tool, "Change a question", question.domain.name)


@get_or_post
def new_item(request: SignedInRequest, pk: int) -> HttpResponse:
    tool = get_draft(request, pk)
    return edited(request, ItemForm(form_data(request), actor=request.user, tool=tool), tool, "Add an item to the checklist")


@get_or_post
def change_item(request: SignedInRequest, pk: int) -> HttpResponse:
    item = get_part(request, ITEM, pk)
    form = ItemForm(form_data(request), actor=request.user, tool=item.tool, item=item)
    return edited(request, form, item.tool, "Change an item of the checklist")


def edited(request: SignedInRequest, form: Any, tool: Tool, title: str, caption: str = "") -> HttpResponse:
    """Ask, save, go back to the version. A version that somebody has published changes no more."""
    if form.is_valid() and form.save():
        messages.success(request, "Saved in the draft.")
        return redirect(tool)
    return render(request, "audits/tool/part.html", {"form": form, "tool": tool, "name": title, "above": caption})


@get_or_post
def remove(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    part = get_part(request, kind, pk)
    tool = tool_of(part)
    form = RemoveForm(form_data(request), actor=request.user, tool=tool, part=part)
    if form.is_valid() and form.save():
        messages.success(request, f"Removed from the draft: {part}.")
        return redirect(tool)
    return render(request, "audits/tool/remove.html", {"form": form, "tool": tool, "part": part, "is_domain": kind == DOMAIN})


@may_repeat("each press moves it one place further")
@require_POST
def move(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    part = get_part(request, kind, pk)
    call_service(request, move_part, part=part, up="up" in request.POST)
    return redirect(f"{tool_of(part).get_absolute_url()}#{kind}-{pk}")


@get_or_post
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    tool = get_draft(request, pk)
    form = PublishForm(form_data(request), actor=request.user, tool=tool)
    if form.is_valid() and form.save():
        messages.success(request, f"Version {tool.version} is published. Months planned from now on use it.")
        return redirect(tool)
    return render(request, "audits/tool/publish.html", {"form": form, "tool": tool, "missing": missing_links(tool)})


@get_or_post
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    tool = get_draft(request, pk)
    form = DiscardForm(form_data(request), actor=request.user, tool=tool)
    if form.is_valid() and form.save():
        messages.success(request, f"The draft of version {tool.version} is discarded.")
        return redirect("audits:tools")
    return render(request, "audits/tool/discard.html", {"form": form, "tool": tool})


@get_or_post
def choose(request: SignedInRequest, code: str) -> HttpResponse:
    """The version that a month uses."""
    require(can_plan_cycles, request.user)
    cycle = get_cycle(code)
    form = ChooseToolForm(form_data(request), actor=request.user, cycle=cycle)
    if form.is_valid() and (changed := form.save()):
        messages.success(request, f"{changed} uses version {changed.tool.version} of the audit tool.")
        return redirect(cycle)
    return render(request, "audits/tool/choose.html", {"form": form, "cycle": cycle})


def get_draft(request: SignedInRequest, pk: int) -> Tool:
    """A draft; 404 for a version that is published, since nothing is left to change there."""
    require_lead(request)
    return get_object_or_404(Tool.objects.filter(published_on__isnull=True).select_related("based_on"), pk=pk)


def get_part(request: SignedInRequest, kind: str, pk: int) -> Any:
    require_lead(request)
    if kind not in PARTS:
        raise Http404
    to_tool = "domain__tool" if kind == QUESTION else "tool"
    drafted = PARTS[kind].objects.filter(**{f"{to_tool}__published_on__isnull": True})
    return get_object_or_404(drafted.select_related(f"{to_tool}__based_on"), pk=pk)
