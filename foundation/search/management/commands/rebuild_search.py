from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.search.services import count_differing, rebuild_index


class Command(BaseCommand):
    help = "Make the index of the search again from what is stored. With --check only compare, and end with 1 where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        if not check:
            self.stdout.write(f"The words of {rebuild_index():,} texts are in the index.")
        elif differing := count_differing():
            raise CommandError(f"{differing:,} texts are not as the index has them. Run rebuild_search without --check.")
        else:
            self.stdout.write("The index is as the texts are.")
