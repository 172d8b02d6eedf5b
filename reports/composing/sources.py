"""What a report's sections are composed from, each read when the first section asks: one that is switched off costs nothing."""

import datetime
from functools import cached_property

from foundation.documents import Bullets, Run
from performance.queries import FigureReader
from reports.content import Block, ReportSection
from reports.sections import IN_FIGURES

from .beside import beside_the_months
from .commissioned import commissioned
from .draft import Draft
from .events import EventSections
from .health import HealthSection
from .improvement import improvement_plan
from .learning import ActionSections, findings, key_area
from .performance import PerformanceSections
from .practice import PracticeSections
from .signals import Signals
from .voices import VoiceSection


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
    def events(self) -> EventSections:
        return EventSections(self.draft, self.on)

    @cached_property
    def health(self) -> HealthSection:
        return HealthSection(self.draft)

    @cached_property
    def voices(self) -> VoiceSection:
        return VoiceSection(self.draft)

    @cached_property
    def signals(self) -> Signals:
        return Signals(self.draft.first, self.performance.month, self.reader)

    @property
    def beside(self) -> list[ReportSection]:
        return beside_the_months(self.draft)

    @property
    def improvement(self) -> list[Block]:
        return improvement_plan(self.draft, self.on)

    @property
    def commissioned(self) -> list[Block]:
        return commissioned(self.draft, self.on)

    @property
    def findings(self) -> list[ReportSection]:
        return findings(self.draft)

    @property
    def in_figures(self) -> list[ReportSection]:
        """The rest of the first page: grades, the first area for improvement, indicators that do not improve, what is overdue."""
        told = [("Practice", self.practice.headlines()), ("Area for improvement", key_area(self.draft))]
        told += [("Indicators", self.performance.headlines()), ("Actions", self.actions.headlines())]
        items = [(f"{label}: {sentence}", (Run(f"{label}:", bold=True), Run(f" {sentence}"))) for label, said in told for sentence in said]
        bullets = Bullets(tuple(text for text, _ in items), tuple(runs for _, runs in items))
        return [ReportSection(IN_FIGURES, "The report in figures", level=2, blocks=[bullets], ends_page=True)]
