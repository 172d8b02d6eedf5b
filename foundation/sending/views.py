"""What a person wrote that is not taken; and a form whose token no longer holds."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.requests import SignedInRequest, discards_post, may_repeat

from .middleware import is_by_script, keep
from .models import KeptForm
from .pages import kept_here, kept_words, not_yours, signed_out
from .querysets import DAYS_KEPT
from .services import discard_kept, discard_writing
from .writers import browser_key


@require_safe
def kept_forms(request: SignedInRequest) -> HttpResponse:
    return render(request, "sending/kept_forms.html", {"kept": kept_words(request.user), "days": DAYS_KEPT})


@require_safe
def kept_for_page(request: SignedInRequest) -> JsonResponse:
    """For the script of the page that is named: what is kept of its forms, and the key with which a browser keeps what is not here yet."""
    here = request.GET.get("page", "")
    return JsonResponse({"kept": kept_here(request.user, here), "key": browser_key(request.user), "days": DAYS_KEPT})


@may_repeat("it is gone the first time")
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    discard_kept(actor=request.user, kept=get_object_or_404(KeptForm.objects.visible_to(request.user), pk=pk))
    return redirect("sending:kept-words")


@may_repeat("it is gone the first time")
@discards_post("nothing is typed")
@require_POST
def discard_written(request: SignedInRequest) -> HttpResponse:
    """For the script: it knows by a name what it sent."""
    discard_writing(actor=request.user, writing=request.POST.get("writing", ""))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def token_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token went with the session, or somebody signed in since: what was sent is kept for its writer, and for nobody else."""
    match = request.resolver_match
    kept = keep(request, match.func) if match else None
    if is_by_script(request):
        other = kept and request.user.is_authenticated and request.user.pk != kept.person_id
        return JsonResponse(not_yours(kept) if other else signed_out(kept), status=HTTPStatus.FORBIDDEN)
    if kept:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('accounts:sign-in')}?kept=yes")
        if request.user.pk == kept.person_id:
            return redirect("sending:kept-words")
        return render(request, "sending/not_yours.html", {"kept": kept}, status=HTTPStatus.FORBIDDEN)
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)
