"""A version of the tool as an auditor would see it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audits.auditing.forms.tool_preview import PreviewFilterForm, preview_of
from audits.models import Tool
from audits.tool.views import require_lead
from foundation.accounts.requests import SignedInRequest


@require_safe
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form as an auditor sees it, for the plan type and the service that are chosen; nothing can be saved in it."""
    require_lead(request)
    tool = get_object_or_404(Tool, pk=pk)
    chosen = PreviewFilterForm(request.GET)
    sections = preview_of(tool, *chosen.record())
    return render(request, "audits/auditing/tool_preview.html", {"tool": tool, "chosen": chosen, "sections": sections})
