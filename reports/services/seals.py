"""Sealing an approved edition; a part of approving it."""

from dataclasses import replace

from foundation.charts import render_svg
from foundation.council.clock import today
from foundation.seals import Inputs, sha256_of
from reports.content import Block, Chart, Document
from reports.models import Report, Seal
from reports.queries.seals import seal_of, statement_of
from reports.statement import SCHEME, as_stored, parts_of_statement
from reports.stored import SEAL_INPUTS, SEAL_PARTS


def with_pictures(document: Document) -> Document:
    """The charts drawn, so that what is stored shows the same with whatever draws charts later."""
    sections = [replace(section, blocks=[_drawn(block) for block in section.blocks]) for section in document.sections]
    return replace(document, sections=sections)


def _drawn(block: Block) -> Block:
    if not isinstance(block, Chart):
        return block
    return replace(block, svg=render_svg(block.spec), narrow_svg=render_svg(block.narrow) if block.narrow else "")


def seal_edition(report: Report, inputs: Inputs) -> Seal:
    """Seal an edition, approved a moment ago, with what was read to compose it, on the seal of the edition before."""
    earlier = Report.objects.editions_of(report).filter(edition=report.edition - 1).select_related("seal").first()
    before = seal_of(earlier) if earlier else None
    rows = {kind: [list(row) for row in sorted(rows.items())] for kind, rows in sorted(inputs.items())}
    seal = Seal(
        report=report,
        scheme=SCHEME,
        before=before.sha256 if before else "",
        inputs=as_stored(SEAL_INPUTS.write(rows=rows)),
        sealed_on=today(),
    )
    stated = statement_of(report, seal)
    seal.sha256, seal.parts = sha256_of(stated), SEAL_PARTS.write(parts=parts_of_statement(stated))
    seal.save(force_insert=True)
    return seal
