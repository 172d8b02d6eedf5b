"""Write docs/who-sees-what.md, or say whether it is what it should be."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.pages.who_sees_what import as_document
from desk.queries.who_sees_what import who_sees_what


class Command(BaseCommand):
    help = "Write the table of who sees what into docs/who-sees-what.md; with --check say whether the file is up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; end with an error where the file differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        path, text = settings.BASE_DIR / "docs" / "who-sees-what.md", as_document(who_sees_what())
        if check:
            if not path.exists() or path.read_text() != text:
                raise CommandError("docs/who-sees-what.md is not what desk/who_sees_what.csv says. Write it with manage.py access_matrix.")
            return
        path.write_text(text)
