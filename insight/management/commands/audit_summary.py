"""Print the distribution of grades by month and stage as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.council.months import month_code, parse_month
from insight.queries.distributions import distributions


class Command(BaseCommand):
    help = "Print how many audits were given each grade, overall and by domain, for every month and stage from --from to --to."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", required=True, metavar="2023-06", help="the first month")
        parser.add_argument("--to", dest="last", required=True, metavar="2023-07", help="the last month, included")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            first, last = parse_month(options["first"]), parse_month(options["last"])
        except ValueError as wrong:
            raise CommandError(str(wrong)) from None
        if last < first:
            raise CommandError(f"--from {month_code(first)} is later than --to {month_code(last)}. Give the earlier month first.")
        months = [
            {"month": month_code(row.month), "stage": row.stage, "audits": row.audits, "overall": row.overall, "domains": row.domains}
            for row in distributions(first, last)
        ]
        self.stdout.write(json.dumps({"months": months}, ensure_ascii=False))
