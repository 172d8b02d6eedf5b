"""The indicators themselves: the list, adding and changing one, its targets, the published figures they are compared with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.downloads import PUBLISHED_EXPORTS
from foundation.council.list_pages import list_page
from performance.filters import IndicatorFilter
from performance.forms import IndicatorForm, TargetForm
from performance.models import Indicator, Target
from performance.permissions import can_import
from performance.services import link_published, remove_target
from performance.tables import HEADER, IndicatorTable, file_row

DENIED_BECAUSE = "Only a performance analyst or a QA lead can change indicators."


@require_safe
def indicator_list(request: SignedInRequest) -> HttpResponse:
    every = Indicator.objects.select_related("measure", "owner", "published_as", "numerator_of", "denominator")
    filtered = IndicatorFilter(request.GET, queryset=every, request=request)
    return list_page(
        request,
        "performance/indicators.html",
        table=IndicatorTable(filtered.qs),
        title="Indicators",
        header=HEADER,
        file_rows=lambda indicators: map(file_row, indicators),
        filtered=filtered,
        about=lambda: {"may_change": can_import(request.user)},
        exports=PUBLISHED_EXPORTS,
    )


@get_or_post
def add(request: SignedInRequest) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    form = IndicatorForm(form_data(request), actor=request.user, indicator=None)
    form.cancel_url = reverse("performance:indicators")
    if form.is_valid() and (added := form.save()):
        messages.success(request, f"{added.shown_label} is added. The next import may bring its figures.")
        return redirect(added)
    return render(request, "performance/define.html", {"form": form})


@get_or_post
def change(request: SignedInRequest, slug: str) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    indicator = get_object_or_404(Indicator.objects.select_related("measure"), slug=slug)
    form = IndicatorForm(form_data(request), actor=request.user, indicator=indicator)
    form.cancel_url = indicator.get_absolute_url()
    if form.is_valid() and (saved := form.save()):
        messages.success(request, f"{saved.shown_label} is saved.")
        return redirect(saved)
    return render(request, "performance/define.html", {"form": form, "indicator": indicator})


@get_or_post
def targets(request: SignedInRequest, slug: str) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    indicator = get_object_or_404(Indicator, slug=slug)
    form = TargetForm(form_data(request), actor=request.user, indicator=indicator)
    form.cancel_url = indicator.get_absolute_url()
    if form.is_valid() and form.save():
        messages.success(request, "The target is set. It is a line on the indicator’s chart.")
        return redirect("performance:targets", slug=slug)
    return render(request, "performance/targets.html", {"form": form, "indicator": indicator, "targets": indicator.targets.all()})


@require_POST
def drop_target(request: SignedInRequest, pk: int) -> HttpResponse:
    target = get_object_or_404(Target.objects.select_related("indicator"), pk=pk)
    remove_target(actor=request.user, target=target)
    messages.success(request, "The target is removed.")
    return redirect("performance:targets", slug=target.indicator.slug)


@require_POST
def link(request: SignedInRequest) -> HttpResponse:
    linked = link_published(actor=request.user)
    none = "Nothing more to link: import the published figures first, or choose one on the indicator’s own page."
    messages.success(request, f"Linked with the published figures of their measure and unit: {len(linked)}." if linked else none)
    return redirect("performance:indicators")
