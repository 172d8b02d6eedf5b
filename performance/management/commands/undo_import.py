"""Take back a batch of imported figures."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.accounts.models import Person
from performance.imports.services import undo_import
from performance.models import Import


class Command(BaseCommand):
    help = "Undo an import: what it added goes, what it restated is again as it was. Prints what was done as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", type=int, help="the batch's number, as the import page shows it")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        source = Import.objects.filter(pk=batch).first()
        if source is None:
            raise CommandError(f"There is no batch {batch}. The import page lists the batches with their numbers.")
        try:
            done = undo_import(actor=Person.objects.system(), source=source)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(json.dumps({"batch": batch, **done}))
