"""`import_audits FILE [--check] [--accept-valid]`: past audits from a spreadsheet, one row each."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audits.services.importing import Outcome, check_sheet, store_past_audits
from foundation.accounts.models import Person
from foundation.sheets import Sheet, UnreadableFile, read_rows


class Command(BaseCommand):
    help = "Import past audits from a CSV or XLSX file; prints what was done as JSON. Ends with 0, 2 where rows were refused, 1 where the file cannot be read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a CSV or XLSX file with one past audit a row")
        parser.add_argument("--check", action="store_true", help="only say what would be taken and refused; store nothing")
        parser.add_argument("--accept-valid", action="store_true", help="store the good rows although others are refused")

    def handle(self, *, file: str, check: bool, accept_valid: bool, **options: Any) -> None:
        actor = Person.objects.system()
        checked = check_sheet(actor=actor, sheet=self._read(Path(file)))
        for note in checked.notes:
            self.stderr.write(note)
        if check:
            outcome = Outcome(read=checked.read, unchanged=checked.unchanged, rejected=checked.rejected)
            self.stderr.write(
                f"Only checked: {len(checked.new)} new audits, {len(checked.restated)} to fill in. "
                f"New teams: {', '.join(checked.new_teams) or 'none'}. New people: {', '.join(checked.new_people) or 'none'}."
            )
        else:
            outcome = store_past_audits(actor=actor, check=checked, name=Path(file).name, accept_valid=accept_valid)
        self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
        if outcome.rejected:
            raise CommandError(_refused(outcome), returncode=2)

    def _read(self, path: Path) -> Sheet:
        try:
            return read_rows(path, path.name)
        except UnreadableFile as problem:
            raise CommandError(f"{path.name}: {problem}") from problem
        except OSError as problem:
            raise CommandError(f"{path} cannot be opened: {problem.strerror}. Check its name and folder.") from problem


def _refused(outcome: Outcome) -> str:
    rows = len({each.row for each in outcome.rejected})
    kept = f"{outcome.stored + outcome.restated} audits of the other rows were stored." if outcome.stored + outcome.restated else "Nothing was stored."
    return f"{rows} {'row was' if rows == 1 else 'rows were'} refused. {kept}"
