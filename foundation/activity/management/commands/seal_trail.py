"""Seal what was added to the trail and the reading log since, as the timetable does."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from foundation.activity.sealing import seal_logs


class Command(BaseCommand):
    help = "Seal the rows of the trail and the reading log that are not sealed yet; prints how many of each."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(seal_logs()))
