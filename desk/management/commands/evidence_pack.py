"""Print the evidence pack."""

from typing import Any

from django.core.management.base import BaseCommand

from desk.pages.evidence import evidence_pack


class Command(BaseCommand):
    help = "Print the evidence of the portal's security as Markdown: last checks, requirements that are not met, packages and licences."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(evidence_pack())
