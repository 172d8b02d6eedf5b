"""The section on voices: how many were asked and heard, and at most three quotes of people who have agreed to it."""

from functools import cached_property

from foundation.documents import Cell
from reports.content import Block, Bullets, Paragraph, ReportSection
from voices.calculations import VoiceTally, shown_of
from voices.enums import VoiceGroup
from voices.queries import ShownQuote, VoiceScope, by_group, quotes_for, voice_counts

from .cells import figure, report_table, words
from .draft import Draft

HEADER = ["Whose voice", "Asked", "Obtained", "Declined", "Not reached", "No answer yet", "Not asked"]
MOST_QUOTES = 3
NONE_ASKED = "Nobody was asked for feedback in {}."
WHAT_COUNTS = (
    "Each voice is counted once: what auditors write in their form on the child, the family and the practitioner, and what was gathered "
    "beside it. “Not asked” are people whom nobody asked, for a reason that the record has; they are in no other column."
)


class VoiceSection:
    """What was counted and what may be quoted in the report's months, read once."""

    def __init__(self, draft: Draft):
        self.draft = draft

    @cached_property
    def _shown(self) -> tuple[dict[VoiceGroup, VoiceTally], list[VoiceGroup]]:
        return shown_of(by_group(voice_counts(VoiceScope(self.draft.first, self.draft.last))))

    def blocks(self) -> list[Block]:
        """A line by groups, and the quotes; the table is in the annex."""
        groups, _ = self._shown
        quotes = quotes_for(self.draft.first, self.draft.last, MOST_QUOTES)
        said = "; ".join(f"{group.label.lower()} {tally.obtained} of {tally.asked}" for group, tally in groups.items())
        line = f"People heard, of the people asked in {self.draft.period}: {said}." if said else NONE_ASKED.format(self.draft.period)
        return [Paragraph(line), *([_bullets(quotes)] if quotes else [])]

    def in_detail(self) -> list[ReportSection]:
        groups, few = self._shown
        if not groups:
            return []
        rows = [_row(str(group.label), tally) for group, tally in groups.items()]
        if len(rows) > 1:
            rows.append(_row("All of these", sum(groups.values(), VoiceTally())))
        notes = [WHAT_COUNTS]
        if few:
            notes.append(f"Too few were asked to be counted here: {', '.join(str(group.label).lower() for group in few)}.")
        table = report_table(f"Voices, {self.draft.period}", HEADER, rows, notes, figures=range(1, 7), widths=(6, 2, 2, 2, 2, 2, 2))
        return [ReportSection("voices-detail", "Voices in figures", level=2, blocks=[table])]


def _row(label: str, tally: VoiceTally) -> list[Cell]:
    counts = (tally.asked, tally.obtained, tally.declined, tally.not_reached, tally.waiting, tally.not_asked)
    return [words(label), *map(figure, counts)]


def _bullets(quotes: list[ShownQuote]) -> Bullets:
    return Bullets(tuple(f"“{each.quote.rstrip('.')}.” {each.source.label}" for each in quotes))
