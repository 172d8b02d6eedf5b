"""Saying why a figure is missing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.months import month_name
from performance.forms import MissingForm
from performance.models import Indicator, MissingFigure
from performance.permissions import can_import

from .months import month_in_address


@get_or_post
def missing(request: SignedInRequest, slug: str, month: str) -> HttpResponse:
    require(can_import, request.user, why="Only a performance analyst or a QA lead can say why a figure is missing.")
    indicator, when = get_object_or_404(Indicator.objects.select_related("measure"), slug=slug), month_in_address(month)
    held = MissingFigure.objects.filter(indicator=indicator, month=when).first()
    form = MissingForm(form_data(request), actor=request.user, indicator=indicator, month=when, held=held)
    form.cancel_url = f"{reverse('performance:scorecard')}?month={month}#{indicator.slug}"
    if form.is_valid() and form.save():
        messages.success(request, f"Noted why {indicator.shown_label} has no figure for {month_name(when)}.")
        return redirect(form.cancel_url)
    return render(request, "performance/missing.html", {"form": form, "indicator": indicator, "month": when})
