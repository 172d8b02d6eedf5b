"""The months that the commands of insight ask for."""

import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser

from foundation.council.months import month_code, parse_month


def add_months_arguments(parser: CommandParser) -> None:
    parser.add_argument("--from", dest="first", required=True, metavar="2023-06", help="the first month")
    parser.add_argument("--to", dest="last", required=True, metavar="2023-07", help="the last month, included")


def months_of(options: dict[str, Any]) -> tuple[datetime.date, datetime.date]:
    """The first and the last month. Raises CommandError, in a sentence, where they are not two months in order."""
    try:
        first, last = parse_month(options["first"]), parse_month(options["last"])
    except ValueError as wrong:
        raise CommandError(str(wrong)) from None
    if last < first:
        raise CommandError(f"--from {month_code(first)} is later than --to {month_code(last)}. Give the earlier month first.")
    return first, last
