"""What is due to go, by kind: counted, and nothing is removed."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from foundation.council.clock import today
from governance.queries.due import due_records
from governance.queries.keeping import keeping_rules


class Command(BaseCommand):
    help = "Count what the rules of retention say is due to go. Removing is done on its page, by two people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--preview", action="store_true", required=True, help="count only: there is nothing else that this does")

    def handle(self, *args: Any, **options: Any) -> None:
        on, found = today(), []
        for rule in keeping_rules():
            due = due_records(rule.kind, rule.up_to(on), on)
            found.append(
                {
                    "kind": rule.kind.value,
                    "years": rule.years,
                    "up_to": rule.up_to(on).isoformat(),
                    "due": due.count,
                    "kept": dict(due.kept),
                }
            )
        self.stdout.write(json.dumps({"kinds": found}))
