"""Say whether an approved report is still what was sealed, every edition of it."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.pages.seals import changes_in_words
from reports.queries.reports import editions_at
from reports.queries.seals import checked_editions


class Command(BaseCommand):
    help = "Recompute the seal of a report's editions; names what was changed, and ends with 1 where anything was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", metavar="REPORT", help="the report as in its address: 2023-06-to-2023-07")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["report"]
        try:
            editions = editions_at(code)
        except ValueError as wrong:
            raise CommandError(f"{wrong} Give the report as in its address, for example 2023-06-to-2023-07.") from None
        report = editions.first()
        if report is None:
            raise CommandError(f"There is no report on {code}.")
        checked = checked_editions(report)
        if not checked:
            raise CommandError(f"The report on {report.period} is a draft. It is sealed when it is approved.")
        newest, changed = checked[-1], changes_in_words(checked)
        sha256 = newest.seal.sha256 if newest.seal else None
        self.stdout.write(json.dumps({"edition": newest.edition, "sha256": sha256, "ok": not changed, "changed": changed}))
        if changed:
            sys.exit(1)
