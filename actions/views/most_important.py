"""Which of an audit's actions matter most: asked of its auditor where there are more than five."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from actions.forms.most_important import MostImportantForm
from audits.enums import AuditState
from audits.models import Audit
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late


@get_or_post
def most_important(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_object_or_404(Audit.objects.live().filter(auditor=request.user).for_page(), number=number)
    if audit.state != AuditState.IN_PROGRESS:
        return too_late(request, f"{audit} is not being written, so which actions matter most does not change.", audit)
    form = MostImportantForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, "The actions that matter most are noted.")
        return redirect("audits:check", number=audit.number)
    return render(request, "actions/matters_most.html", {"form": form, "audit": audit})
