"""Which sections a report has, in which order and under which headings; and templates of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post
from reports.forms import ApplyTemplateForm, ArrangeForm
from reports.models import SectionTemplate
from reports.pages.templates import arrange_table, templates_table
from reports.permissions import can_write_reports
from reports.services import make_default_template, remove_section_template

from .fetching import draft_to_write


@get_or_post
def arrange(request: SignedInRequest, code: str) -> HttpResponse:
    report = draft_to_write(request, code)
    form = ArrangeForm(form_data(request), actor=request.user, report=report)
    if form.is_valid() and form.save():
        kept = f" They are kept as the template “{form.template}”." if form.template else ""
        messages.success(request, f"The sections of the report are saved.{kept}")
        return redirect(report)
    apply = ApplyTemplateForm(None, actor=request.user, report=report) if SectionTemplate.objects.exists() else None
    return render(request, "reports/arrange.html", {"form": form, "rows": arrange_table(form.rows), "apply": apply, "report": report})


@require_POST
def apply_template(request: SignedInRequest, code: str) -> HttpResponse:
    report = draft_to_write(request, code)
    form = ApplyTemplateForm(request.POST, actor=request.user, report=report)
    if form.is_valid() and form.save():
        messages.success(request, f"The report has the sections of “{form.cleaned_data['template']}”. What is written is kept.")
        return redirect(report)
    messages.error(request, " ".join(form.error_texts))
    return redirect("reports:arrange", code=code)


@get_or_post
def section_templates(request: SignedInRequest) -> HttpResponse:
    """Every template; a press makes one the default, or removes it."""
    require(can_write_reports, request.user)
    if request.method == "POST":
        template = get_object_or_404(SectionTemplate, pk=request.POST.get("template"))
        if "remove" in request.POST:
            call_service(request, remove_section_template, f"The template “{template}” is removed.", template=template)
        else:
            call_service(request, make_default_template, f"New reports begin with “{template}”.", template=template)
        return redirect("reports:section-templates")
    return render(
        request, "reports/section_templates.html", {"templates": templates_table(SectionTemplate.objects.select_related("saved_by"))}
    )
