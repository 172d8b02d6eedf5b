"""Which months the Board reads: the list, and one month with what is missing of it, to release or to take back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, get_or_post
from foundation.council.months import month_name, parse_month, period_name
from performance.models import MonthRelease
from performance.permissions import can_release
from performance.services import take_back_month
from reports.pages.releases import MonthRow, lacks_of_month, month_rows
from reports.pages.tables import months_table
from reports.queries.releases import goes_with, last_released
from reports.services import release_to_board

DENIED_BECAUSE = "Only a performance analyst or a QA lead can release a month to the Board."


@require_safe
def month_list(request: SignedInRequest) -> HttpResponse:
    require(can_release, request.user, why=DENIED_BECAUSE)
    rows = month_rows()
    return render(request, "reports/months.html", {"months": months_table(rows) if rows else None})


@get_or_post
def month_page(request: SignedInRequest, month: str) -> HttpResponse:
    require(can_release, request.user, why=DENIED_BECAUSE)
    row = _row(month)
    if request.method == "POST":
        if "take-back" in request.POST:
            call_service(request, take_back_month, lambda _: _taken_back(row), month=row.month)
        else:
            call_service(request, release_to_board, lambda released: _released(row, released), month=row.month)
        return redirect("reports:month", month=month)
    with_it = [each for each in goes_with(row.month) if each != row.month] if row.release is None else []
    context = {
        "row": row,
        "lacks": lacks_of_month(row.month),
        "last": last_released(),
        "with_it": period_name(with_it[0], with_it[-1]) if with_it else "",
    }
    return render(request, "reports/month.html", context)


def _row(code: str) -> MonthRow:
    try:
        wanted = parse_month(code)
    except ValueError:
        raise Http404 from None
    found = next((row for row in month_rows() if row.month == wanted), None)
    if found is None:
        raise Http404
    return found


def _released(row: MonthRow, released: list[MonthRelease]) -> str:
    if released:
        return f"{row.name} is released. Board members can read it now and are notified in their next digest."
    return f"{row.name} was released already."


def _taken_back(row: MonthRow) -> str:
    last = last_released()
    return f"{row.name} is taken back. " + (f"The Board reads {month_name(last)}." if last else "The Board reads no month now.")
