"""`import_audits FILE [--check] [--accept-valid]`: past audits from a spreadsheet, one row each."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audits.past_audits.services import PastAuditsOutcome, check_sheet, outcome_of, store_past_audits
from foundation.accounts.models import Person
from foundation.sheets import Sheet, UnreadableFile, read_rows


class Command(BaseCommand):
    help = (
        "Import past audits from a CSV or XLSX file, one row each. Prints what was done as JSON; ends with 0 when every row was taken, "
        "2 when some were refused, 1 when the file cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV or XLSX file")
        parser.add_argument("--check", action="store_true", help="say what would be done and store nothing")
        parser.add_argument("--accept-valid", action="store_true", help="store the rows that can be taken although others are refused")

    def handle(self, *, file: Path, check: bool, accept_valid: bool, **options: Any) -> None:
        actor = Person.objects.system()
        checked = check_sheet(actor=actor, sheet=self._read(file))
        for note in checked.notes:
            self.stderr.write(note)
        if check:
            outcome = outcome_of(checked, accept_valid)
        else:
            outcome = store_past_audits(actor=actor, check=checked, name=file.name, accept_valid=accept_valid)
        self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
        if outcome.rejected:
            raise CommandError(_refused(outcome, only_checked=check), returncode=2)

    def _read(self, path: Path) -> Sheet:
        try:
            return read_rows(path, path.name)
        except UnreadableFile as problem:
            raise CommandError(f"{path.name}: {problem}") from problem
        except OSError as problem:
            raise CommandError(f"{path} cannot be opened: {problem.strerror}. Check its name and folder.") from problem


def _refused(outcome: PastAuditsOutcome, only_checked: bool) -> str:
    rows = len({each.row for each in outcome.rejected})
    taken = 0 if only_checked else outcome.stored + outcome.restated
    stored = "1 audit of the other rows was stored." if taken == 1 else f"{taken} audits of the other rows were stored."
    kept = stored if taken else "Nothing was stored."
    return f"{rows} {'row was' if rows == 1 else 'rows were'} refused. {kept}"
