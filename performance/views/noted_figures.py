"""Noted figures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.downloads import EXPORTS, download
from foundation.documents import plain_table
from performance.forms import NotedFigureForm
from performance.models import NotedFigure
from performance.pages.noted_figures import noted_sentence
from performance.permissions import can_import
from performance.queries.noted_figures import noted_figure_sums
from performance.services import remove_noted_figure

HEADER = ("What", "Figure", "Day", "Source", "Noted by")


@get_or_post
def noted_figure_list(request: SignedInRequest) -> HttpResponse:
    require(can_import, request.user, why="Only a performance analyst or a QA lead can note figures.")
    figures = noted_figure_sums()
    rows = ((each.figure.words, each.sum, each.figure.day, each.figure.source, str(each.figure.noted_by)) for each in figures)
    if file := download(request, plain_table("Noted figures", HEADER, rows)):
        return file
    form = NotedFigureForm(form_data(request), actor=request.user)
    form.cancel_url = reverse("performance:scorecard")
    if form.is_valid() and (figure := form.save()):
        messages.success(request, f"Noted: {figure}. The report offers it among its facts.")
        return redirect("performance:noted")
    return render(
        request,
        "performance/noted_figures.html",
        {"form": form, "figures": [(each, noted_sentence(each)) for each in figures], "exports": EXPORTS},
    )


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    remove_noted_figure(actor=request.user, figure=get_object_or_404(NotedFigure, pk=pk, whole=None))
    messages.success(request, "The figure is removed.")
    return redirect("performance:noted")
