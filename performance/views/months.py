"""The month that an address or a picker names."""

import datetime

from django.http import Http404

from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest
from foundation.council.months import month_code, month_name, parse_month


def month_in_address(code: str) -> datetime.date:
    """2023-07 as a date; anything else is no address of ours."""
    try:
        return parse_month(code)
    except ValueError as error:
        raise Http404(str(error)) from error


def chosen_month(request: SignedInRequest, months: list[datetime.date]) -> datetime.date | None:
    """The month of `?month=`, the latest unless given; None where there is none at all. The Board finds those released to it."""
    code = request.GET.get("month")
    month = month_in_address(code) if code else next(iter(months), None)
    if month not in months and board_reader():
        if code:
            raise Http404("This month is not released to the Board.")
        return None
    return month


def month_choices(months: list[datetime.date], chosen: datetime.date | None) -> list[dict]:
    """Items of a select component."""
    return [{"value": month_code(each), "text": month_name(each), "selected": each == chosen} for each in months]
