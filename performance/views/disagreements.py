"""What two sources say differently, side by side."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today
from foundation.council.downloads import PUBLISHED_EXPORTS, download
from foundation.council.months import first_of, month_code
from foundation.documents import CellValue, plain_table
from performance.pages.both_sides import DisagreementRows, both_sides
from performance.pages.comment_tables import sides_table
from performance.permissions import can_import
from performance.queries import half_year_months, scorecard_months

from .downloads import figure_cell
from .months import chosen_month, month_choices

HEADER = ("What", "Source", "Says", "Sum", "Figures", "Files and rows", "Apart")


@require_safe
def disagreement_page(request: SignedInRequest) -> HttpResponse:
    months = sorted({*scorecard_months(), *half_year_months()}, reverse=True)
    month = chosen_month(request, months) or first_of(today())
    found = both_sides(month)
    if file := download(request, plain_table(f"Disagreements {month_code(month)}", HEADER, _cells(found))):
        return file
    context = {
        "month": month,
        "months": month_choices(months, month),
        "found": [(each, sides_table(each)) for each in found],
        "exports": PUBLISHED_EXPORTS,
    }
    return render(request, "performance/disagreements.html", {**context, "may_import": can_import(request.user)})


def _cells(found: list[DisagreementRows]) -> Iterator[list[CellValue]]:
    for each in found:
        for side in each.sides:
            figures = "; ".join(given.words for given in side.given)
            files = "; ".join(f"{given.source.file_name}, row {given.row}" for given in side.given)
            yield [each.topic, side.who, figure_cell(side.text), side.working, figures, files, each.apart]
