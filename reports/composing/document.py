"""The whole report, section by section."""

import datetime
from collections.abc import Sequence

from foundation.council.cached import council_cached
from foundation.council.clock import today
from foundation.council.models import Council
from foundation.documents.formats import uk_date
from performance.queries import FigureReader
from reports.content import Block, Bullets, Document, Paragraph, ReportSection
from reports.free_text import blocks_of
from reports.sections import SECTIONS

from .abbreviations import with_abbreviations
from .draft import Draft
from .health import HealthSection
from .learning import ActionSections, findings
from .performance import PerformanceSections
from .practice import PracticeSections
from .signals import signals_section

TITLE = "Quality assurance and performance management"
UNWRITTEN = Paragraph("Nothing has been written for this section.")


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
    performance, practice = PerformanceSections(draft.last, reader), PracticeSections(draft, reader)
    actions = ActionSections(draft, on)
    figures: dict[str, Sequence[Block]] = {
        "summary": _at_a_glance([*practice.summary(), *performance.summary(), *actions.summary()]),
        "assessment-timescales": performance.timescales(),
        "missing": performance.missing(),
        "half-years": performance.half_years(),
        "scorecard": performance.scorecard(),
        "audits": practice.audits(),
        "domains": practice.domains(),
        "observations": practice.observations(),
        "actions": actions.blocks(),
        "health": HealthSection(draft).blocks(),
    }
    below = {
        "scorecard": signals_section(draft.first, performance.month, reader),
        "audits": [*practice.audits_by_month(), *practice.over_time()],
        "key-findings": findings(draft),
    }
    sections: list[ReportSection] = []
    for plan in SECTIONS:
        written = blocks_of(draft.texts.get(plan.key, ""))
        blocks = (*written, *figures.get(plan.key, ()))
        if not blocks and plan.key not in below:
            blocks = (UNWRITTEN,)
        sections.append(ReportSection(plan.key, plan.heading, blocks=blocks))
        sections += below.get(plan.key, [])
    return sections


def _at_a_glance(sentences: Sequence[str]) -> list[Block]:
    return [Paragraph("In figures:"), Bullets(sentences)] if sentences else []
