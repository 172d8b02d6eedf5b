"""Say whether the trail and the reading log are what was sealed."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.activity.anchors import read_anchors
from foundation.activity.verifying import anchors_outside, check_logs


class Command(BaseCommand):
    help = (
        "Recompute every sealed row of the trail and of the reading log; names what was changed, removed, inserted or put in "
        "another order, and ends with 1 where anything was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", metavar="FILE", type=Path, help="the heads that were written outside (TRAIL_ANCHOR)")
        parser.add_argument("--outside", action="store_true", help="with every head outside: TRAIL_ANCHOR and TRAIL_ANCHOR_URL")

    def handle(self, *args: Any, anchor: Path | None, outside: bool, **options: Any) -> None:
        try:
            anchors = read_anchors(anchor) if anchor else anchors_outside() if outside else []
        except (OSError, ValueError) as error:
            raise CommandError(f"The heads cannot be read: {error}") from error
        found = check_logs(anchors)
        self.stdout.write(json.dumps(asdict(found)))
        if found.broken:
            sys.exit(1)
