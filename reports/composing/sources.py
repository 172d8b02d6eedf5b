"""What a report's sections are composed from, each read when the first section asks: one that is switched off costs nothing."""

import datetime
from collections.abc import Sequence
from functools import cached_property

from performance.queries import FigureReader
from reports.content import Block, Bullets, Paragraph, ReportSection

from .draft import Draft
from .health import HealthSection
from .learning import ActionSections, findings
from .performance import PerformanceSections
from .practice import PracticeSections
from .signals import signals_section


class SectionSources:
    """`on` is the day on which actions are open or overdue."""

    def __init__(self, draft: Draft, on: datetime.date, reader: FigureReader):
        self.draft, self.on, self.reader = draft, on, reader

    @cached_property
    def performance(self) -> PerformanceSections:
        return PerformanceSections(self.draft.last, self.reader)

    @cached_property
    def practice(self) -> PracticeSections:
        return PracticeSections(self.draft, self.reader)

    @cached_property
    def actions(self) -> ActionSections:
        return ActionSections(self.draft, self.on)

    @cached_property
    def health(self) -> HealthSection:
        return HealthSection(self.draft)

    @cached_property
    def signals(self) -> list[ReportSection]:
        return signals_section(self.draft.first, self.performance.month, self.reader)

    @property
    def findings(self) -> list[ReportSection]:
        return findings(self.draft)

    @property
    def at_a_glance(self) -> Sequence[Block]:
        sentences = [*self.practice.summary(), *self.performance.summary(), *self.actions.summary()]
        return [Paragraph("In figures:"), Bullets(sentences)] if sentences else []
