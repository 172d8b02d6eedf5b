"""Write every table as Parquet into a folder, for a warehouse, and print what was written as JSON."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from feeds.datasets import TABLES, AskedOfTable, asked_months, read_rows
from feeds.datasets.reading import blind_months
from feeds.enums import FeedAudience, TableFormat
from feeds.files import table_as_file
from foundation.council.months import month_code


class Command(BaseCommand):
    help = (
        "Write every table that programs read as Parquet into FOLDER; of months that the audience may read, with small numbers protected."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="a folder, made where it is not there; files of these names are replaced")
        parser.add_argument("--audience", choices=FeedAudience.values, default=FeedAudience.BOARD.value, help="who reads the warehouse")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, audience = Path(options["folder"]), FeedAudience(options["audience"])
        first, last = asked_months(audience, None, None)
        asked = AskedOfTable(audience, first, last, tuple(blind_months()))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            files = [self._written(folder, name, asked) for name in TABLES]
        except OSError as problem:
            raise CommandError(f"{folder} cannot be written: {problem.strerror}.") from None
        said = {"audience": audience.value, "first": month_code(first), "last": month_code(last), "files": files}
        self.stdout.write(json.dumps(said, ensure_ascii=False))

    def _written(self, folder: Path, name: str, asked: AskedOfTable) -> dict[str, Any]:
        """Written beside and moved over, so that a reader never finds half a file."""
        rows = read_rows(TABLES[name], asked)
        content = table_as_file(TABLES[name], rows, TableFormat.PARQUET, asked.audience)
        path, half = folder / f"{name}.parquet", folder / f".{name}.parquet.part"
        half.write_bytes(content)
        half.replace(path)
        return {"table": name, "file": path.name, "rows": len(rows), "sha256": hashlib.sha256(content).hexdigest()}
