"""Write everything that the portal holds into one file."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from foundation.backups.taking import take_backup
from foundation.health.readiness import unapplied_migrations


class Command(BaseCommand):
    help = (
        "Write every row and every file of evidence into FILE, as they are at one moment, while the portal runs. Prints tables, rows, "
        "files, the SHA-256 of all of it and the release as JSON. Ends with 1 where a file of evidence is lost."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            if unapplied_migrations():
                raise CommandError("The database is not as this release wants it. Run: manage.py migrate")
            manifest, lost = take_backup(file)
        except (OSError, Error) as problem:
            said = problem.strerror if isinstance(problem, OSError) else " ".join(str(problem).split())
            raise CommandError(f"No backup was made: {said or problem}. What was at {file} before is as it was.") from None
        self.stdout.write(json.dumps(manifest.summary))
        for name in lost:
            self.stderr.write(f"The file of evidence {name} is lost, or is not what was given.")
        if lost:
            self.stderr.write("Everything else is in the backup.")
            sys.exit(1)
