"""`load_demo`: the invented council, loaded once; a second run keeps what is there."""

from django.core.management.base import BaseCommand, CommandError

from demo.loading import is_loaded, load
from foundation.accounts.models import Person


class Command(BaseCommand):
    help = "Load two years of an invented council's audits, actions and figures, unless they are there already."

    def handle(self, *args, **options) -> None:
        if is_loaded():
            self.stderr.write("The demo is loaded already.")
            return
        if Person.objects.filter(is_system=False).exists():
            raise CommandError(
                "This database holds people already. Load the demo into an empty one: it would rename the council and fix its day."
            )
        load()
        self.stderr.write("The demo is loaded.")
