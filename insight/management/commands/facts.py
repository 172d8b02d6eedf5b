"""Print computed facts as JSON, the most telling first."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from insight.facts import facts_in, with_numbers
from insight.management.months import add_months_arguments, months_of


class Command(BaseCommand):
    help = "Print every fact of the months from --from to --to: its sentence, the rule that finds it, its figures and the audits behind it."

    def add_arguments(self, parser: CommandParser) -> None:
        add_months_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        printed = [
            {
                "key": fact.key,
                "kind": fact.kind,
                "sentence": fact.sentence,
                "rule": fact.rule,
                "figures": fact.figures,
                "audits": numbers,
            }
            for fact, numbers in with_numbers(facts_in(*months_of(options)))
        ]
        self.stdout.write(json.dumps(printed, ensure_ascii=False))
