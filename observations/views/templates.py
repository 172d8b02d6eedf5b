"""The forms that observations are written on, and the types of observations. The QA lead edits them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, may_repeat
from foundation.council.clock import today
from observations.forms.templates import (
    AreaForm,
    AreaQuestionForm,
    DiscardFormForm,
    NewFormForm,
    PublishFormForm,
    RemoveFormPartForm,
    TypeForm,
)
from observations.models import AreaQuestion, ObservationTemplate, ObservationType, PracticeArea
from observations.pages.templates import areas_with_questions, forms_table, types_table
from observations.permissions import can_edit_forms
from observations.services.templates import ONLY_THE_LEAD, begin_form_version, form_of_part, missing_in_form, move_form_part

PARTS: dict[str, Any] = {"area": PracticeArea, "question": AreaQuestion}


def require_editor(request: SignedInRequest) -> None:
    require(can_edit_forms, request.user, why=ONLY_THE_LEAD)


@require_safe
def template_list(request: SignedInRequest) -> HttpResponse:
    require_editor(request)
    return render(
        request,
        "observations/templates.html",
        {"forms": forms_table(), "types": types_table(ObservationType.objects.all(), today())},
    )


@require_safe
def template_page(request: SignedInRequest, pk: int) -> HttpResponse:
    require_editor(request)
    template = get_object_or_404(ObservationTemplate, pk=pk)
    missing = missing_in_form(template) if template.is_draft else []
    context = {"template": template, "areas": areas_with_questions(template), "missing": missing, "may_edit": template.is_draft}
    return render(request, "observations/template.html", context)


@get_or_post
def new_form(request: SignedInRequest) -> HttpResponse:
    require_editor(request)
    form = NewFormForm(form_data(request), actor=request.user)
    if form.is_valid() and (template := form.save()):
        messages.success(request, "The form is a draft. Add its areas of practice, then publish it.")
        return redirect(template)
    return _asked(request, form, "Begin a form")


@require_POST
def begin(request: SignedInRequest, pk: int) -> HttpResponse:
    require_editor(request)
    draft = begin_form_version(actor=request.user, template=get_object_or_404(ObservationTemplate, pk=pk))
    messages.success(request, f"Version {draft.version} is a draft. Nobody writes on it until you publish it.")
    return redirect(draft)


@get_or_post
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    template = _draft(request, pk)
    form = PublishFormForm(form_data(request), actor=request.user, template=template)
    if form.is_valid() and form.save():
        messages.success(request, f"{template} is published. Observations planned from now on are written on it.")
        return redirect(template)
    return _asked(request, form, f"Publish version {template.version}", template)


@get_or_post
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    template = _draft(request, pk)
    form = DiscardFormForm(form_data(request), actor=request.user, template=template)
    if form.is_valid() and form.save():
        messages.success(request, f"The draft of version {template.version} is discarded.")
        return redirect("observations:templates")
    return _asked(request, form, "Discard the draft", template)


@get_or_post
def new_area(request: SignedInRequest, pk: int) -> HttpResponse:
    template = _draft(request, pk)
    form = AreaForm(form_data(request), actor=request.user, template=template)
    return _edited(request, form, template, "Add an area of practice")


@get_or_post
def change_area(request: SignedInRequest, pk: int) -> HttpResponse:
    area = _part(request, "area", pk)
    form = AreaForm(form_data(request), actor=request.user, template=area.template, area=area)
    return _edited(request, form, area.template, area.name)


@get_or_post
def new_question(request: SignedInRequest, pk: int) -> HttpResponse:
    area = _part(request, "area", pk)
    form = AreaQuestionForm(form_data(request), actor=request.user, area=area)
    return _edited(request, form, area.template, "Add a question")


@get_or_post
def change_question(request: SignedInRequest, pk: int) -> HttpResponse:
    question = _part(request, "question", pk)
    form = AreaQuestionForm(form_data(request), actor=request.user, area=question.area, question=question)
    return _edited(request, form, question.area.template, "Change a question")


@may_repeat("each press moves it one place further")
@require_POST
def move_part(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    part = _part(request, kind, pk)
    call_service(request, move_form_part, part=part, up="up" in request.POST)
    return redirect(f"{form_of_part(part).get_absolute_url()}#{kind}-{pk}")


@get_or_post
def remove_part(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    part = _part(request, kind, pk)
    template = form_of_part(part)
    form = RemoveFormPartForm(form_data(request), actor=request.user, template=template, part=part)
    return _edited(request, form, template, f"Remove “{part}”")


@get_or_post
def new_type(request: SignedInRequest) -> HttpResponse:
    require_editor(request)
    return _type_edited(request, TypeForm(form_data(request), actor=request.user), "Add a type of observation")


@get_or_post
def change_type(request: SignedInRequest, kind: str) -> HttpResponse:
    require_editor(request)
    row = get_object_or_404(ObservationType, code=kind)
    return _type_edited(request, TypeForm(form_data(request), actor=request.user, kind=row), row.name)


def _type_edited(request: SignedInRequest, form: TypeForm, asks: str) -> HttpResponse:
    if form.is_valid() and form.save():
        messages.success(request, "The type is saved.")
        return redirect("observations:templates")
    return _asked(request, form, asks)


def _edited(request: SignedInRequest, form: Any, template: ObservationTemplate, asks: str) -> HttpResponse:
    """Ask, save, go back to the version."""
    if form.is_valid() and form.save():
        messages.success(request, "Saved in the draft.")
        return redirect(template)
    return _asked(request, form, asks, template)


def _asked(request: SignedInRequest, form: Any, asks: str, template: ObservationTemplate | None = None) -> HttpResponse:
    return render(request, "observations/template_part.html", {"form": form, "asks": asks, "template": template})


def _draft(request: SignedInRequest, pk: int) -> ObservationTemplate:
    """A draft; 404 for a version that is published, since nothing is left to change there."""
    require_editor(request)
    return get_object_or_404(ObservationTemplate.objects.filter(published_on__isnull=True), pk=pk)


def _part(request: SignedInRequest, kind: str, pk: int) -> Any:
    require_editor(request)
    if kind not in PARTS:
        raise Http404
    to_template = "area__template" if kind == "question" else "template"
    drafted = PARTS[kind].objects.filter(**{f"{to_template}__published_on__isnull": True})
    return get_object_or_404(drafted.select_related(to_template), pk=pk)
