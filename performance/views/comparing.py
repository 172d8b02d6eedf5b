"""A council beside its neighbours, its region and England; and which council is ours."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.charts import alt_text
from foundation.council.clock import today
from foundation.council.downloads import PUBLISHED_EXPORTS, download
from foundation.council.months import month_name
from foundation.documents import CellValue, plain_table
from performance.forms import ComparisonForm, PublishedPlaceForm
from performance.pages.comparing import ComparisonChoice, chart_of, choice_of, compared, year_rows
from performance.pages.indicator_tables import published_table
from performance.permissions import can_import
from performance.queries.comparators import are_totals

from .downloads import figure_cell
from .pictures import picture_for

HEADER = (
    "Year", "Council", "Neighbours’ mean", "Neighbours with a figure", "Months old", "Region", "England", "Year of the neighbours", "Model",
    "Neighbours’ median",
)  # fmt: skip


@require_safe
def comparators(request: SignedInRequest) -> HttpResponse:
    form = ComparisonForm(request.GET or None)
    choice = _chosen(form)
    if choice is None:
        return render(request, "performance/comparators.html", {"form": form, "may_import": can_import(request.user)})
    years = compared(choice)
    rows = year_rows(choice, years, today())
    cells: Iterable[Sequence[CellValue]] = (
        [
            *(each.year, figure_cell(each.council), figure_cell(each.mean)),
            *(each.n, each.age, figure_cell(each.region), figure_cell(each.england), each.period, str(choice.model or "")),
            figure_cell(each.median),
        ]
        for each in rows
    )
    if file := download(request, plain_table(f"{choice.council} {choice.indicator.label}", HEADER, cells)):
        return file
    picture = chart_of(choice, years)
    return render(
        request,
        "performance/comparators.html",
        {
            "form": form if form.is_bound else ComparisonForm(initial=choice.named),
            "choice": choice,
            "rows": rows,
            "published_years": published_table(choice, rows, month_name(today())),
            "are_totals": are_totals(choice.indicator, years),
            "has_neighbours": any(each.n for each in years),
            "chart_text": alt_text(picture.wide) if picture else "",
            "chart_query": urlencode(choice.named),
            "exports": PUBLISHED_EXPORTS,
            "may_import": can_import(request.user),
        },
    )


@require_safe
def comparators_chart(request: SignedInRequest) -> HttpResponse:
    choice = _chosen(ComparisonForm(request.GET or None))
    return picture_for(request, chart_of(choice, compared(choice)) if choice else None)


def _chosen(form: ComparisonForm) -> ComparisonChoice | None:
    given = form.cleaned_data if form.is_valid() else {}
    return choice_of(given.get("council"), given.get("measure"), given.get("model"), given.get("average", ""))


@get_or_post
def our_place(request: SignedInRequest) -> HttpResponse:
    require(can_import, request.user, why="Only a performance analyst or a QA lead can choose this.")
    form = PublishedPlaceForm(form_data(request), actor=request.user)
    form.cancel_url = reverse("performance:comparators")
    if form.is_valid() and form.save():
        messages.success(request, "Your council and its neighbours are chosen. Every comparator uses them from now on.")
        return redirect("performance:comparators")
    return render(request, "performance/our_place.html", {"form": form})
