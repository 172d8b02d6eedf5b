"""The month that an address or a picker names."""

import datetime

from django.http import Http404

from foundation.accounts.requests import SignedInRequest
from foundation.council.months import month_code, month_name, parse_month


def month_in_address(code: str) -> datetime.date:
    """2023-07 as a date; anything else is no address of ours."""
    try:
        return parse_month(code)
    except ValueError as error:
        raise Http404(str(error)) from error


def chosen_month(request: SignedInRequest, months: list[datetime.date]) -> datetime.date | None:
    """The month of `?month=`, the latest unless given; None where there is none at all."""
    code = request.GET.get("month")
    return month_in_address(code) if code else next(iter(months), None)


def month_choices(months: list[datetime.date], chosen: datetime.date | None) -> list[dict]:
    """Items of a select component."""
    return [{"value": month_code(each), "text": month_name(each), "selected": each == chosen} for each in months]
