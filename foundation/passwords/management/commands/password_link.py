"""A link to choose a password, for somebody whom no mail reaches."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.accounts.models import Person
from foundation.passwords.services import HOURS, print_link


class Command(BaseCommand):
    help = "Print a link by which a person chooses a password. Hand it to nobody else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, metavar="ada@example.gov.uk", help="what they sign in with")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=email.strip(), is_system=False).first()
        if person is None:
            raise CommandError(f"Nobody here has the e-mail address {email}.")
        try:
            link = print_link(actor=Person.objects.system(), person=person)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stderr.write(f"This link works once, for {HOURS} hours, for {person.name} to choose a password:")
        self.stdout.write(link)
