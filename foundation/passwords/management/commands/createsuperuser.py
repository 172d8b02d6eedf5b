"""In place of Django's, which would make somebody without a role or a trace."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Not used here: run add_administrator."

    def run_from_argv(self, argv: list[str]) -> None:
        # Whatever Django's own would take is answered alike.
        super().run_from_argv(argv[:2])

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError('There are no superusers here. Run: manage.py add_administrator --email ada@example.gov.uk --name "Ada Nwosu"')
