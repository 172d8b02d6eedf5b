"""Everything that is held on a case ID, or on a member of staff, as one zip."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.accounts.models import Person
from governance.services import everything_as_file


class Command(BaseCommand):
    help = "Write everything that is held on a case ID, or with --worker on the member of staff with this e-mail address, to a zip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", metavar="CASE", help="the case ID; with --worker an e-mail address")
        parser.add_argument("--worker", action="store_true", help="CASE is the e-mail address of a member of staff")
        parser.add_argument("--output", metavar="FILE", type=Path, required=True)

    def handle(self, *args: Any, case: str, worker: bool, output: Path, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=case).first() if worker else None
        if worker and person is None:
            raise CommandError(f"Nobody here has the e-mail address {case}.")
        made = everything_as_file(actor=Person.objects.system(), case_id="" if worker else case, worker=person)
        try:
            output.write_bytes(made.content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error}") from error
        self.stdout.write(json.dumps({"tables": made.tables, "rows": made.rows, "sha256": made.sha256}))
