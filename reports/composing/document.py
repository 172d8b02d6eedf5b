"""The whole report, section by section."""

import datetime
from collections.abc import Iterator, Sequence

from foundation.council.cached import council_cached
from foundation.council.clock import today
from foundation.council.models import Council
from foundation.documents import Paragraph, blocks_of
from foundation.documents.formats import uk_date
from performance.queries import FigureReader
from reports.arrangement import ArrangedSection, arranged
from reports.content import Block, Callout, Document, ReportSection
from reports.sections import ANNEX, DECISIONS

from .abbreviations import with_abbreviations
from .draft import Draft
from .sources import SectionSources

TITLE = "Quality assurance and performance management"
UNWRITTEN = Paragraph("Nothing has been written for this section.")
ANNEX_HEADING = "Annex: figures in detail"
ABOUT_ANNEX = "Tables and notes for readers who look something up. What they mean is in the sections before."


def compose(draft: Draft, on: datetime.date | None = None, reader: FigureReader | None = None) -> Document:
    """The report's content as the figures stand. `on` is the day on which actions are open or overdue, today unless given. `reader`: what
    has read figures already for the same answer.
    """
    with council_cached():
        return with_abbreviations(_document(draft, on or today(), reader or FigureReader()))


def _document(draft: Draft, on: datetime.date, reader: FigureReader) -> Document:
    return Document(
        title=TITLE,
        council=Council.current().name,
        period=draft.period,
        meeting=uk_date(draft.meeting_date) if draft.meeting_date else "",
        status=draft.status,
        edition=draft.edition,
        sections=_sections(draft, on, reader),
    )


def _sections(draft: Draft, on: datetime.date, reader: FigureReader) -> list[ReportSection]:
    of = SectionSources(draft, on, reader)
    body: list[ReportSection] = []
    annex: list[ReportSection] = []
    for each in arranged(draft.arrangement):
        if not each.is_shown:
            continue
        below = each.plan.below(of)
        blocks = (*_written(draft, each), *each.plan.figures(of))
        is_empty = not blocks and (not below or each.key == DECISIONS)
        body += [ReportSection(each.key, each.heading, blocks=(UNWRITTEN,) if is_empty else blocks), *below]
        annex += each.plan.annex(of)
    return [*body, *_annex(annex)]


def _written(draft: Draft, section: ArrangedSection) -> Iterator[Block]:
    """What people wrote, after a caution where it is from the last report and nobody has looked at it."""
    text = draft.texts.get(section.key, "")
    if text and section.key in draft.carried:
        yield Callout(f"Carried forward from the report on {draft.carried[section.key]}. Nobody has looked at it since.")
    yield from blocks_of(text, section.heading)


def _annex(sections: Sequence[ReportSection]) -> list[ReportSection]:
    return [ReportSection(ANNEX, ANNEX_HEADING, blocks=(Paragraph(ABOUT_ANNEX),)), *sections] if sections else []
