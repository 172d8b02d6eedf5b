"""What the report gives of the calendar of learning: a few lines on what comes, and a table of it and of what was held in the annex."""

import datetime

from audits.calculations import FEWEST
from foundation.documents import Cell
from learning.models import LearningEvent
from learning.queries.report import EventsOfReport, events_in_report
from reports.content import Block, Bullets, ReportSection

from .cells import report_table, words
from .draft import Draft

HEADER = ["Event", "Kind", "When", "Domains that it should move", "Came"]
# More are in the annex alone.
MOST_LINES = 6


class EventSections:
    """As things are `on` a day, read once. No person is named, nor how few came where they are fewer than five."""

    def __init__(self, draft: Draft, on: datetime.date):
        self.draft = draft
        self.events: EventsOfReport = events_in_report(draft.first, draft.last, on)

    def coming(self) -> list[Block]:
        lines = [f"{each.get_kind_display()}: {each.name}, {each.days}." for each in self.events.coming[:MOST_LINES]]
        more = len(self.events.coming) - MOST_LINES
        if more > 0:
            lines.append(f"{more} more {'is' if more == 1 else 'are'} in the annex.")
        return [Bullets(lines)] if lines else []

    def in_detail(self) -> list[ReportSection]:
        """Nothing where the calendar is empty."""
        rows = [_row(each, "Not recorded") for each in self.events.held] + [_row(each, "Planned") for each in self.events.coming]
        if not rows:
            return []
        caption = f"Events of {self.draft.period} and of the months after"
        table = report_table(caption, HEADER, rows, figures=(), widths=(6, 3, 4, 5, 2))
        return [ReportSection("learning", "Training, practice weeks and meetings", level=2, blocks=[table])]


def _row(event: LearningEvent, otherwise: str) -> list[Cell]:
    count = event.came  # type: ignore[attr-defined]  # counted by `with_numbers`
    came = f"{count} people" if count >= FEWEST else "Fewer than five" if count else otherwise
    domains = "; ".join(each.name for each in event.domains.all()) or "None named"
    return [words(event.name), words(str(event.get_kind_display())), words(event.days), words(domains), words(came)]
