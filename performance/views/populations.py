"""Populations and other denominators: each with its day, its file and what earlier files said."""

from collections.abc import Iterator
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today
from foundation.council.downloads import WRITERS, format_asked, sheets_as_file
from foundation.council.months import first_of, month_code
from foundation.documents import CellValue, Month, plain_table
from foundation.statistics import plain, round_half_up
from performance.models import Import
from performance.pages.denominators import Denominators, denominators
from performance.pages.population_tables import counts_table, derived_table, estimates_table, implied_table
from performance.pages.populations import RULE, population_words
from performance.permissions import can_import
from performance.queries import scorecard_months
from performance.queries.populations import Population

from .downloads import figure_cell, number, period_cell
from .months import chosen_month, month_choices
from .tabs import tabs

ESTIMATES = ("Place", "Mid-year", "Month", "Children aged 0 to 17", "Whose", "File", "Row", "Import", "Earlier files said", "Rates derived")
IMPLIED = (
    "Rate",
    "Month",
    "Count",
    "Printed rate",
    "Implies",
    "At least",
    "At most",
    "Estimate",
    "Its mid-year",
    "Difference",
    "What it means",
)
DERIVED = ("Indicator", "Period basis", "Period", "Derived here", "Unit", "Sum", "Divided by", "Caution")
COUNTS = ("Count", "Period", "Figure", "File", "Row", "Import", "Earlier files said", "Shares and rates of it")


@require_safe
def population_page(request: SignedInRequest) -> HttpResponse:
    months = scorecard_months()
    month = chosen_month(request, months) or first_of(today())
    found = denominators(month)
    if form := format_asked(request):
        return _file(request, found, form)
    return render(
        request,
        "performance/populations.html",
        {
            "tabs": tabs("populations"),
            "found": found,
            "months": month_choices(months, month),
            "population": population_words(found.population) if found.population else "",
            "rule": RULE,
            "may_import": can_import(request.user),
            "derived": derived_table(found),
            "ours": estimates_table(found.ours, found),
            "implied": implied_table(found),
            "counts": counts_table(found),
            "others": [estimates_table(place, found) for place in found.others],
        },
    )


def _file(request: SignedInRequest, found: Denominators, file_format: str) -> HttpResponse:
    """All the tables as one workbook, or the one of `?table=` as CSV."""
    sheets = {
        "estimates": plain_table("Populations", ESTIMATES, _estimates(found)),
        "derived": plain_table("Derived here", DERIVED, _derived(found)),
        "implied": plain_table("What rates imply", IMPLIED, _implied(found)),
        "counts": plain_table("Other denominators", COUNTS, _counts(found)),
    }
    code = month_code(found.month)
    if file_format in WRITERS:
        return sheets_as_file(list(sheets.values()), file_format, f"Denominators {code}")
    sheet = sheets.get(request.GET.get("table", ""), sheets["estimates"])
    return sheets_as_file([sheet], file_format, f"{sheet.caption} {code}")


def _estimates(found: Denominators) -> Iterator[list[CellValue]]:
    for place in [found.ours, *found.others]:
        for row in place.rows:
            each = row.estimate
            whose = "Our own" if each.is_own else "Published"
            yield [
                *[place.name, each.day, Month(each.month), number(each.value), whose, *_source(each.source, each.row)],
                *[_versions(each), ", ".join(row.rates)],
            ]


def _versions(estimate: Population) -> str:
    return "; ".join(f"{plain(each.value)} ({each.source.file_name}, row {each.row})" for each in estimate.versions)


def _source(source: Import, row: int) -> list[CellValue]:
    return [source.file_name, row, source.pk]


def _derived(found: Denominators) -> Iterator[list[CellValue]]:
    for row in found.derived:
        label = row.indicator.shown_label
        yield [
            label,
            row.indicator.get_basis_display(),
            period_cell(row.period, found.month),
            _rounded(row.value),
            row.unit,
            row.working,
            row.of,
            row.caution,
        ]


def _implied(found: Denominators) -> Iterator[list[CellValue]]:
    for row in found.implied:
        estimate = [number(row.estimate.value), row.estimate.day] if row.estimate else [None, ""]
        bounds = [_rounded(each) for each in (row.implied, row.low, row.high)]
        figures: list[CellValue] = [number(row.count), number(row.rate), *bounds, *estimate, _rounded(row.difference)]
        yield [row.label, Month(row.month), *figures, row.verdict]


def _rounded(value: Decimal | None) -> Decimal | None:
    """To the decimals with which figures are stored."""
    return None if value is None else number(round_half_up(value, 4))


def _counts(found: Denominators) -> Iterator[list[CellValue]]:
    for row in found.counts:
        yield [
            *[row.indicator.shown_label, period_cell(row.period, found.month), figure_cell(row.text), *_source(row.source, row.row)],
            *["; ".join(row.versions), ", ".join(row.used_by)],
        ]
