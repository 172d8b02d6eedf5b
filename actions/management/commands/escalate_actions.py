"""Take late actions up."""

import datetime
import json
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actions.services.escalation import escalate_late_actions
from foundation.accounts.models import Person
from foundation.council.clock import frozen_clock


class Command(BaseCommand):
    help = "Take each late action as far up as its working days late say. The timetable does this on each working day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", metavar="2023-08-31T06:30", help="the moment to take for now")

    def handle(self, *args: Any, at: str | None, **options: Any) -> None:
        try:
            clock = frozen_clock(datetime.datetime.fromisoformat(at)) if at else nullcontext()
        except ValueError:
            raise CommandError(f"“{at}” is not a moment. Write --at 2023-08-31T06:30.") from None
        with clock:
            steps = escalate_late_actions(actor=Person.objects.system())
        self.stdout.write(json.dumps({"escalated": steps}))
