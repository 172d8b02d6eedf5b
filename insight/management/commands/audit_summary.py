"""Print the distribution of grades by month and stage as JSON.

Domains go by the names of the version that the audits were done with: a script that stored a month's figures finds the
same names when it asks for that month again, whatever the domains were renamed to since.
"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from audits.enums import Grade, Stage
from foundation.council.months import month_code
from insight.calculations import Counts
from insight.management.months import add_months_arguments, months_of
from insight.pages.scope import STAGE_CODES
from insight.queries.distributions import distributions


class Command(BaseCommand):
    help = "Print how many audits were given each grade, overall and by domain, for every month and stage from --from to --to."

    def add_arguments(self, parser: CommandParser) -> None:
        add_months_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        rows = distributions(*months_of(options), joined=False)
        months = [
            {
                "month": month_code(row.month),
                "stage": STAGE_CODES[row.stage],
                "audits": row.audits,
                "overall": _by_name(row.overall),
                "domains": {name: _by_name(counts) for name, counts in row.domains.items()},
            }
            for row in rows
        ]
        for row in rows:
            if row.stage == Stage.AGREED and row.standing.left_out:
                self.stderr.write(row.standing_sentence)
        self.stdout.write(json.dumps({"months": months}, ensure_ascii=False))


def _by_name(counts: Counts) -> dict[str, int]:
    """With the grades' English names as keys, which scripts know, however the council words them."""
    return {str(Grade(grade).label): count for grade, count in counts.items()}
