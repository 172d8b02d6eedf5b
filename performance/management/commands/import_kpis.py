"""Take in a file of figures: our own tables, published ones, or any that a saved mapping describes; CSV or XLSX."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.accounts.models import Person
from foundation.sheets import UnreadableFile
from performance.enums import Shape
from performance.imports.reading import ModelNeeded, Refusal
from performance.imports.services import ImportOutcome, check_figures, import_figures
from performance.models import Mapping

SOME_REFUSED = 2
KNOWN = [shape.value for shape in Shape if shape != Shape.MAPPED]


class Command(BaseCommand):
    help = (
        "Import a month's figures. Prints what was done as JSON; ends with 0 when every row was taken, 2 when some were refused, "
        "1 when the file cannot be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV or XLSX file")
        known = f"{', '.join(KNOWN)} or the name of a saved mapping; without it the table is known by its headings"
        parser.add_argument("--mapping", default="", help=known)
        parser.add_argument("--model", default="", help="by which model neighbours are, such as 2025-05, where the file does not say so")
        parser.add_argument("--check", action="store_true", help="say what would be done and store nothing")
        parser.add_argument("--accept-valid", action="store_true", help="store the rows that can be taken although others are refused")

    def handle(self, *args: Any, file: Path, mapping: str, model: str, check: bool, accept_valid: bool, **options: Any) -> None:
        do = check_figures if check else import_figures
        try:
            actor, read_as = Person.objects.system(), _mapping(mapping)
            outcome = do(actor=actor, file=file, name=file.name, mapping=read_as, accept_valid=accept_valid, model=model)
        except ModelNeeded as problem:
            raise CommandError(f"{file.name}: {problem} Give it as --model 2025-05.") from problem
        except UnreadableFile as problem:
            raise CommandError(f"{file.name}: {problem}") from problem
        except OSError as problem:
            raise CommandError(f"{file} cannot be opened: {problem.strerror}. Check its name and folder.") from problem
        for note in outcome.reading.notes:
            self.stderr.write(note)
        for jump in outcome.jumps:
            self.stderr.write(jump.sentence)
        self._print(outcome)
        if outcome.refusals:
            raise CommandError(_refused(outcome, only_checked=check), returncode=SOME_REFUSED)

    def _print(self, outcome: ImportOutcome) -> None:
        """The counts, and every refusal as it comes: all of them in one text would take more memory than the file."""
        before, after = json.dumps(outcome.counts(), ensure_ascii=False).split("[]", 1)
        self.stdout.write(f"{before}[", ending="")
        for at, each in enumerate(outcome.refusals):
            self.stdout.write(f"{', ' if at else ''}{_as_object(each)}", ending="")
        self.stdout.write(f"]{after}")


def _as_object(each: Refusal) -> str:
    return json.dumps({"row": each.row, "column": each.column, "value": each.value, "reason": each.reason}, ensure_ascii=False)


def _mapping(name: str) -> Mapping | str:
    if not name or name in KNOWN:
        return name
    saved = Mapping.objects.select_related("indicator").filter(name__iexact=name).first()
    if saved is None:
        named = ", ".join([*KNOWN, *Mapping.objects.values_list("name", flat=True)])
        raise CommandError(f"There is no mapping “{name}”. Use one of {named}, or save one on the import page.")
    return saved


def _refused(outcome: ImportOutcome, only_checked: bool) -> str:
    rows = outcome.rows_refused
    taken = 0 if only_checked or outcome.is_refused else len(outcome.new) + len(outcome.restated)
    stored = "1 figure of the other rows was stored." if taken == 1 else f"{taken} figures of the other rows were stored."
    return f"{rows} {'row was' if rows == 1 else 'rows were'} refused. {stored if taken else 'Nothing was stored.'}"
