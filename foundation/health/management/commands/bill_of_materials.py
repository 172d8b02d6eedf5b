"""Print what the portal is made of, as CycloneDX."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from foundation.health.parts import bill_of_materials, parts


class Command(BaseCommand):
    help = "Print the bill of materials (CycloneDX 1.6, JSON): every package of Python and of the look with its version, hash and licence."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(bill_of_materials(parts()), indent=1))
