"""In place of Django's, with which the person who runs the server would know somebody's password, without a trace."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Not used here: run password_link."

    def run_from_argv(self, argv: list[str]) -> None:
        # Whatever Django's own would take is answered alike.
        super().run_from_argv(argv[:2])

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError("Nobody sets another's password. Run: manage.py password_link --email ada@example.gov.uk")
