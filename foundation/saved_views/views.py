"""Saving a view of a list, and deleting it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.requests import SignedInRequest

from .forms import SaveViewForm
from .models import SavedView
from .services import delete_view


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    form = SaveViewForm(request.POST, actor=request.user)
    if form.is_valid() and (view := form.save()):
        messages.success(request, f"Saved as “{view.name}”.")
        return redirect(view.on_page(form.opens_on))
    return render(request, "saved_views/save.html", {"form": form})


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponseRedirect:
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    delete_view(actor=request.user, view=view)
    messages.success(request, f"The view “{view.name}” is deleted.")
    return redirect(view.place)
