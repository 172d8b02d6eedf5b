"""Check that the counts which Results, facts and reports are made of are those of the judgements."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from audits.calculations.counted import CountPlace
from audits.calculations.counted_work import WorkPlace
from audits.queries.counted import differences
from audits.services.counting import rebuild_counts
from audits.services.counting_latest import wrong_latest


class Command(BaseCommand):
    help = (
        "Count all grades, and what else is counted of audits, again from what is stored, compare with the counts that are kept, and print "
        "both as JSON. Ends with 1 where any count is wrong; --rebuild recalculates all of them first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="recalculate the counts from the judgements, then check them")

    def handle(self, *, rebuild: bool, **options: Any) -> None:
        if rebuild:
            rebuild_counts()
        checked, places = differences()
        wrong = [*map(_named, places), *({"auditor": auditor, "cycle": cycle} for auditor, cycle in wrong_latest())]
        self.stdout.write(json.dumps({"checked": checked, "wrong": wrong}, ensure_ascii=False))
        if wrong:
            self.stderr.write(
                f"{len(wrong)} counts are not those of the judgements. Run check_figures --rebuild, and say what happened before."
            )
            sys.exit(1)


def _named(place: CountPlace | WorkPlace) -> dict[str, Any]:
    return place._asdict()
