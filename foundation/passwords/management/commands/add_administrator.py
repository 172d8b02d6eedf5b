"""The first administrator of a new portal, or one more where nobody is left who could add one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from foundation.accounts.models import Person
from foundation.passwords.services import HOURS, add_administrator, print_link


class Command(BaseCommand):
    help = "Add an administrator, or give somebody that role, and print a link by which they choose their password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, metavar="ada@example.gov.uk", help="what they sign in with")
        parser.add_argument("--name", required=True, metavar='"Ada Nwosu"', help="their full name")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        name, system = " ".join(name.split()), Person.objects.system()
        try:
            validate_email(email)
            if not 0 < len(name) <= 100:
                raise ValidationError("Write the full name, in 100 characters or fewer.")
            person = add_administrator(actor=system, email=email, name=name)
            link = print_link(actor=system, person=person)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stderr.write(f"{person.name} is an administrator. This link works once, for {HOURS} hours, to choose a password:")
        self.stdout.write(link)
