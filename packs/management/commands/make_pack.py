"""Write a pack to a file."""

import json
import shutil
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.accounts.models import Person, Service
from foundation.activity.access import note_access
from foundation.activity.enums import AccessKind
from foundation.council.clock import today
from foundation.council.months import parse_month
from packs.composing.contents import PackAsked
from packs.enums import PackKind
from packs.services import compose_pack


class Command(BaseCommand):
    help = "Write an inspection pack, or with --service the pack of a service, on the months from --from to --to as a zip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", required=True, metavar="2023-06", help="the first month")
        parser.add_argument("--to", dest="last", required=True, metavar="2023-07", help="the last month, included")
        parser.add_argument("--service", metavar="NAME", help="a service by its name; without it, an inspection pack is written")
        parser.add_argument("--with-records", action="store_true", help="with lists of single records, in an inspection pack")
        parser.add_argument("--output", required=True, metavar="FILE", help="the zip to write")

    def handle(self, *args: Any, **options: Any) -> None:
        output = Path(options["output"])
        try:
            asked = _asked(options)
            with compose_pack(asked=asked) as made:
                shutil.copyfile(made.path, output)
        except ValueError as wrong:
            raise CommandError(str(wrong)) from None
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        except OSError as wrong:
            raise CommandError(f"Cannot write {output}: {wrong.strerror}. Check its name and folder.") from None
        if asked.with_records:
            note_access(actor=asked.reader, act=AccessKind.TOOK, address="packs:records", kind="packs.pack", period=asked.period)
        self.stdout.write(json.dumps({"output": str(output), "files": [each.name for each in made.files]}))


def _asked(options: dict[str, Any]) -> PackAsked:
    """Raises ValueError, in a sentence, for months and services that there are not."""
    first, last = parse_month(options["first"]), parse_month(options["last"])
    service = _service(options["service"]) if options["service"] else None
    if service and options["with_records"]:
        raise ValueError("A service pack has no lists of records. Leave out --with-records, or --service.")
    kind = PackKind.SERVICE if service else PackKind.INSPECTION
    return PackAsked(kind, first, last, today(), Person.objects.system(), service, options["with_records"])


def _service(name: str) -> Service:
    found = Service.objects.filter(name=name).first()
    if found is None:
        names = ", ".join(f"“{each}”" for each in Service.objects.all())
        raise ValueError(f"There is no service “{name}”. There are {names}." if names else f"There is no service “{name}”, nor any other.")
    return found
