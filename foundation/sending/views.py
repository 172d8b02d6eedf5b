"""What a person wrote while they were signed out; and a form whose token no longer holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.requests import SignedInRequest, may_repeat

from .middleware import is_by_script, keep
from .models import KeptForm
from .querysets import DAYS_KEPT
from .services import discard_kept


@require_safe
def kept_forms(request: SignedInRequest) -> HttpResponse:
    return render(request, "sending/kept_forms.html", {"kept": KeptForm.objects.visible_to(request.user), "days": DAYS_KEPT})


@may_repeat("it is gone the first time")
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    discard_kept(actor=request.user, kept=get_object_or_404(KeptForm.objects.visible_to(request.user), pk=pk))
    return redirect("sending:kept-words")


def token_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token went with the session, or somebody signed in since: what was sent is kept for who wrote it, and for nobody else."""
    match = request.resolver_match
    kept = keep(request, match.func) if match else None
    if kept and not is_by_script(request):
        if not request.user.is_authenticated:
            return redirect(f"{reverse('accounts:sign-in')}?kept=yes")
        if request.user.pk == kept.person_id:
            return redirect("sending:kept-words")
        return render(request, "sending/not_yours.html", {"kept": kept}, status=403)
    return render(request, "403_csrf.html", status=403)
