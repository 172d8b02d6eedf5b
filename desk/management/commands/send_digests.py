"""Send the day's digests and whatever else waits in the outbox."""

import datetime
import json
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.pages.digest import digest_letter
from desk.services import send_digests
from foundation.council.clock import frozen_clock


class Command(BaseCommand):
    help = "Send each person the day's digest, at most one a day, and whatever else waits in the outbox."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", metavar="2023-08-31T07:00", help="the moment to take for now")

    def handle(self, *args: Any, at: str | None, **options: Any) -> None:
        with frozen_clock(_moment(at)) if at else nullcontext():
            done = send_digests(letter_for=digest_letter)
        self.stdout.write(json.dumps({"people": done.people, "sent": done.sent}))


def _moment(text: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a moment. Write --at 2023-08-31T07:00.") from None
