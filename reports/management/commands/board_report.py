"""Write the Board's report on a period to a file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.council.months import month_code, parse_month
from foundation.guard.queries import sure_in
from reports.enums import Format, ReportAudience
from reports.queries.audiences import document_for_audience
from reports.rendering import render

FORMATS = " or ".join([", ".join(Format.values[:-1]), Format.values[-1]])
AUDIENCES = " or ".join([", ".join(ReportAudience.values[:-1]), ReportAudience.values[-1]])


class Command(BaseCommand):
    help = "Write the Board's report on the months from --from to --to (or on one --month) as a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", metavar="2023-06", help="the first month")
        parser.add_argument("--to", dest="last", metavar="2023-07", help="the last month, included")
        parser.add_argument("--month", metavar="2023-07", help="the one month, in place of --from and --to")
        parser.add_argument("--format", dest="form", default="docx", metavar="docx", help=FORMATS)
        parser.add_argument("--audience", default=ReportAudience.BOARD.value, metavar="board", help=AUDIENCES)
        parser.add_argument("--output", required=True, metavar="FILE", help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        form = _format(options["form"])
        try:
            first, last = _period(options)
        except ValueError as wrong:
            raise CommandError(str(wrong)) from None
        document = document_for_audience(first, last, _audience(options["audience"]))
        if document is None:
            raise CommandError(
                "Nothing is written: the report is not released to that audience. Somebody releases it on the page of its files."
            )
        if found := sure_in(document.words()):
            said = "; ".join(f"“{find.text}” looks like {find.kind}" for find in found)
            raise CommandError(f"Nothing is written: {said}. The Board’s report says of no child who they are. Take it out first.")
        output = Path(options["output"])
        try:
            output.write_bytes(render(document, form))
        except OSError as wrong:
            raise CommandError(f"Cannot write {output}: {wrong.strerror}. Check its name and folder.") from None
        self.stderr.write(f"Wrote the report on {document.period} ({document.status.lower()}) to {output}.")
        self.stdout.write(json.dumps({"output": str(output), "format": form.value, "sections": document.section_count}))


def _format(name: str) -> Format:
    if name not in Format.values:
        raise CommandError(f"“{name}” is not a format of the report. Choose {FORMATS}.")
    return Format(name)


def _audience(name: str) -> ReportAudience:
    if name not in ReportAudience.values:
        raise CommandError(f"“{name}” is not an audience of the report. Choose {AUDIENCES}.")
    return ReportAudience(name)


def _period(options: dict[str, Any]):
    """The first and the last month. Raises ValueError, in a sentence, where they are missing or the wrong way round."""
    if options["month"] and (options["first"] or options["last"]):
        raise ValueError("Give either --month, or --from and --to.")
    if not options["month"] and not (options["first"] and options["last"]):
        raise ValueError("Give the period: --from and --to, or --month.")
    first, last = parse_month(options["month"] or options["first"]), parse_month(options["month"] or options["last"])
    if last < first:
        raise ValueError(f"--from {month_code(first)} is later than --to {month_code(last)}. Give the earlier month first.")
    return first, last
