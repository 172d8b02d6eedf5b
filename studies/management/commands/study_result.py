"""Print what a study found, as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from studies.models import Study
from studies.queries.results import results_of


class Command(BaseCommand):
    help = (
        "Print the counts of a study's first question before and after, both tests, and the change of the share of Yes with its interval."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("study", type=int, help="The number of the study, as in its address.")

    def handle(self, *args: Any, study: int, **options: Any) -> None:
        found = Study.objects.filter(number=study).first()
        if found is None:
            raise CommandError(f"There is no study {study}.")
        result = next(iter(results_of(found)))
        if not result.comparisons:
            raise CommandError(f"Study {study} has no two waves of which records were read.")
        _, comparison = result.comparisons[-1]
        self.stdout.write(
            json.dumps(
                {
                    "before": {"n": comparison.before.n, "yes": comparison.before.yes},
                    "after": {"n": comparison.after.n, "yes": comparison.after.yes},
                    "fisher_p": comparison.fisher_p,
                    "mann_whitney_p": comparison.rank_p,
                    "effect": comparison.effect,
                    "interval": comparison.interval,
                }
            )
        )
