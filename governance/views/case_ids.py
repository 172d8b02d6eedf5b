"""Replacing case IDs everywhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from foundation.accounts.requests import SignedInRequest, discards_post, form_data, get_or_post
from foundation.passwords.password_again import ask_for_password
from governance import permissions
from governance.forms.retention import ReplaceForm
from governance.models import Rekeying
from governance.pages.registers import rekeyings_table
from governance.services.rekeying import MAY_REPLACE

from . import keep


@discards_post("pairs of case IDs are kept nowhere, and a password may be sent with them")
@get_or_post
def replace(request: SignedInRequest) -> HttpResponse:
    keep(request, permissions.can_rekey, MAY_REPLACE)
    if asked := ask_for_password(request, before="you replace case IDs", cancel_url="/governance/"):
        return asked
    form = ReplaceForm(form_data(request), actor=request.user)
    if form.is_valid() and (done := form.save()):
        messages.success(request, f"{done.case_ids} case ID{'' if done.case_ids == 1 else 's'} replaced, in {done.rows} rows.")
        return redirect("governance:case-ids")
    done_before = rekeyings_table(Rekeying.objects.select_related("done_by"))
    return render(request, "governance/case_ids.html", {"form": form, "done_before": done_before})
