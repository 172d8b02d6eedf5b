"""`draw_sample FILE --size N`: draw a sample from a list of records and print it; nothing is stored."""

import datetime
import json
import secrets
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audits.sampling.calculations import DoesNotFit, Draw
from audits.sampling.pages.samples import notes_of
from audits.sampling.reading.columns import columns_named
from audits.sampling.reading.records import RecordList
from audits.sampling.services.lists import LIMITS, SEEDS, check_list
from audits.sampling.services.sampling import draw_list
from audits.sheets.rows import Rejection
from foundation.accounts.models import Person
from foundation.council.months import parse_month
from foundation.errors import RefusedRows
from foundation.sheets import UnreadableFile, read_rows


def month(text: str) -> datetime.date:
    try:
        return parse_month(text)
    except ValueError as problem:
        raise ArgumentTypeError(str(problem)) from problem


class Command(BaseCommand):
    help = (
        "Draw a stratified random sample from a CSV or XLSX list of records and print it as JSON. Nothing is stored. Ends with 1 when the "
        "file cannot be read, 2 when a row or an option cannot be taken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV or XLSX file with a column “case”")
        parser.add_argument("--size", type=int, required=True, help="how many records to draw")
        parser.add_argument("--strata", default="", help="columns to divide by, with commas between: team,plan_type")
        parser.add_argument("--seed", type=int, help="a whole number; the same one draws the same sample again")
        parser.add_argument("--minimum", type=int, default=0, help="at least so many from each stratum (default 0)")
        parser.add_argument("--audited-since", type=month, help="leave out records audited in this month or later (default a year ago)")

        parser.add_argument("--accept-valid", action="store_true", help="draw from the rows that can be taken where others cannot")

    def handle(self, *, file: Path, size: int, strata: str, seed: int | None, minimum: int, **options: Any) -> None:
        listed = self._read(file)
        self._say_what_is_not_taken(file, listed, accept_valid=options["accept_valid"])
        try:
            drawing = draw_list(
                actor=Person.objects.system(),
                listed=listed,
                by=columns_named(listed.columns, strata.split(",")),
                size=size,
                seed=secrets.randbelow(SEEDS) if seed is None else seed,
                minimum=minimum,
                audited_since=options["audited_since"],
            )
        except (DoesNotFit, ValueError) as problem:
            raise CommandError(str(problem), returncode=2) from problem
        for note in [*listed.notes, *notes_of(drawing)]:
            self.stderr.write(note)
        self.stdout.write(json.dumps(as_json(drawing.draw), ensure_ascii=False))

    def _read(self, path: Path) -> RecordList:
        try:
            return check_list(read_rows(path, path.name, limits=LIMITS))
        except UnreadableFile as problem:
            raise CommandError(f"{path.name}: {problem}") from problem
        except OSError as problem:
            raise CommandError(f"{path} cannot be opened: {problem.strerror}. Check its name and folder.") from problem
        except RefusedRows as refused:
            self._say(refused.rows)
            raise CommandError(f"{path.name}: nothing was drawn. Correct these cells and try again.", returncode=2) from refused

    def _say_what_is_not_taken(self, path: Path, listed: RecordList, *, accept_valid: bool) -> None:
        self._say([*listed.refused, *listed.passed_over])
        if listed.refused and not accept_valid:
            raise CommandError(
                f"{path.name}: nothing was drawn. Correct these cells and try again, or draw without their rows by --accept-valid.",
                returncode=2,
            )

    def _say(self, cells: list[Rejection]) -> None:
        for each in cells:
            self.stderr.write(f"Row {each.row}, {each.column}: {each.reason}")


def as_json(draw: Draw) -> dict[str, Any]:
    return {
        "drawn": draw.cases,
        "reserves": draw.reserves,
        "left_out": draw.left_out,
        "strata": {name: {"cases": stratum.cases, "drawn": stratum.drawn} for name, stratum in draw.strata.items()},
        "seed": draw.seed,
    }
