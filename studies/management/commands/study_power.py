"""Print how often two samples find a change, as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.statistics.power import power_of_fisher, smallest_sample
from foundation.statistics.significance import EVIDENCE


class Command(BaseCommand):
    help = (
        "Print the power of Fisher's exact test, two-sided, with --n records in each of two samples, and the smallest sample that has 80%. "
        "n_for_80 is null where more than 1,000 are needed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--before", type=float, required=True, help="The share before, as a fraction from 0 to 1.")
        parser.add_argument("--after", type=float, required=True, help="The share after, as a fraction from 0 to 1.")
        parser.add_argument("--n", type=int, required=True, help="Records in each sample.")
        parser.add_argument("--alpha", type=float, default=EVIDENCE, help="The p from which a difference counts as evidence.")

    def handle(self, *args: Any, before: float, after: float, n: int, alpha: float, **options: Any) -> None:
        try:
            power = power_of_fisher(before, after, n, alpha)
            needed = smallest_sample(before, after, alpha=alpha)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"power": power, "n_for_80": needed}))
