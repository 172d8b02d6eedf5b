"""Print how far auditors and moderators agree as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from audits.moderation.pages.revelations import left_out_words
from insight.management.months import add_months_arguments, months_of
from insight.queries.agreement import Agreement, AuditorAgreement, agreement_of, auditor_agreement
from insight.queries.counted import Scope


class Command(BaseCommand):
    help = "Print how far the grades of auditors, as first submitted, and of moderators agree, in moderated audits from --from to --to."

    def add_arguments(self, parser: CommandParser) -> None:
        add_months_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        first, last = months_of(options)
        found = agreement_of(Scope(first, last))
        printed = {
            "overall": _judgement(found[""]),
            "domains": {name: _judgement(domain) for name, domain in found.items() if name},
            "auditors": {each.email or each.name: _auditor(each) for each in auditor_agreement(first, last)},
        }
        if said := left_out_words(first, last):
            self.stderr.write(said)
        self.stdout.write(json.dumps(printed, ensure_ascii=False))


def _judgement(found: Agreement) -> dict[str, Any]:
    return {
        "n": found.n,
        "exact": found.exact,
        "up": found.moves.up,
        "down": found.moves.down,
        "kappa": found.kappa,
        "ac2": found.ac2,
        "matrix": found.moved,
    }


def _auditor(found: AuditorAgreement) -> dict[str, Any]:
    return {"n": found.moves.n, "exact": found.exact, "up": found.moves.up, "down": found.moves.down}
