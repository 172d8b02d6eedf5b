"""The practitioner's reflection before an audit, and reading it once it is sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits.models import Audit, Reflection
from audits.practitioner.forms import ReflectionForm
from audits.practitioner.pages.summary import reflection_summary, summary_before_release
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late


@get_or_post
def reflection(request: SignedInRequest, number: int) -> HttpResponse:
    """Its writer's until it is sent; 404 for everybody to whom it does not go."""
    seen = Reflection.objects.visible_to(request.user).filter(audit=number).select_related("audit__cycle", "written_by")
    # Their own, where they wrote one: a person wrongly recorded as the worker reads no other.
    written = seen.filter(written_by=request.user).first() or seen.first()
    if written and (written.written_by != request.user or not written.is_open):
        if request.method == "POST":
            says = "This reflection is sent, so its words no longer change."
            return too_late(request, says, reverse("audits:reflection", args=[number]))
        return render(request, "audits/practitioner/reflection_read.html", {"reflection": written, "facts": reflection_summary(written)})
    mine = Audit.objects.open_to_reflection_of(request.user).for_page()
    audit = get_object_or_404(mine, number=number)
    form = ReflectionForm(form_data(request), actor=request.user, audit=audit, reflection=written or Reflection())
    if form.is_valid() and form.save():
        messages.success(request, _done(form, audit))
        return redirect("desk:my-work")
    return render(request, "audits/practitioner/reflection.html", {"form": form, "audit": audit, "facts": summary_before_release(audit)})


def _done(form: ReflectionForm, audit: Audit) -> str:
    if "decline" in form.data:
        return f"You chose not to write a reflection on audit {audit.number}. We will not ask again."
    return f"Your reflection on audit {audit.number} is {'saved. Nobody else reads it yet' if 'later' in form.data else 'sent'}."
