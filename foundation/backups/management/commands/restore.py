"""Put a backup back, or try whether it can be."""

import io
import json
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from foundation.backups.archive import Reader, Unreadable
from foundation.backups.restoring import Refused, require_known, restore_backup
from foundation.backups.scratch import Failed, restore_in_scratch
from foundation.health.last_checks import RESTORE, note_check


class Command(BaseCommand):
    help = (
        "Put a backup into an empty database, whether it comes from SQLite or PostgreSQL, of this release or an earlier one. With "
        "--verify the portal's own database is not touched: the backup is restored into one that is thrown away, and counts, hashes "
        "and the sealed logs are compared. Prints what `backup` printed."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--verify", action="store_true", help="only try it, in a database of its own")

    def handle(self, *args: Any, file: Path, verify: bool, **options: Any) -> None:
        try:
            reader = Reader(file)
            if verify:
                require_known(reader.manifest)
                self.try_it(file)
            else:
                self.stdout.write(json.dumps(restore_backup(reader).summary))
        except (Unreadable, Refused, Failed) as problem:
            raise CommandError(str(problem)) from None
        except OSError as problem:
            raise CommandError(f"Nothing was restored: {problem.strerror or problem}.") from None
        except Error as problem:
            raise CommandError(f"Nothing was restored: {' '.join(str(problem).split())}.") from None
        self.stderr.write("The backup can be restored." if verify else "Restored. Everybody signs in again.")
        if not verify:
            self.require_sealed_logs()

    def try_it(self, file: Path) -> None:
        try:
            self.stdout.write(restore_in_scratch(file, self.stderr.write).strip())
        except Failed:
            note_check(RESTORE, held=False)
            raise
        note_check(RESTORE, held=True)

    def require_sealed_logs(self) -> None:
        """What is restored is what was backed up; here it is asked whether that was what had been sealed."""
        found = io.StringIO()
        try:
            call_command("verify_trail", stdout=found)
        except SystemExit:
            raise CommandError(f"The trail or the reading log was changed before the backup was made: {found.getvalue().strip()}") from None
