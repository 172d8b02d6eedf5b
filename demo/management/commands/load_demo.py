"""`load_demo`: the invented council, loaded once; a second run keeps what is there."""

from django.core.management.base import BaseCommand

from demo.loading import is_loaded, load


class Command(BaseCommand):
    help = "Load two years of an invented council's audits, actions and figures, unless they are there already."

    def handle(self, *args, **options) -> None:
        if is_loaded():
            self.stderr.write("The demo is loaded already.")
            return
        load()
        self.stderr.write("The demo is loaded.")
