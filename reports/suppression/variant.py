"""A report's content as one audience is shown it. Pure: frozen content, rules, and what the audience was shown before in; content out.

What is held back is gone before a renderer sees it: no file, no chart's cache and no alternative text can hold it.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from foundation.documents import Bullets, Paragraph, Table
from reports.content import Block, Callout, Chart, Document, Remark, Remarks, ReportSection
from reports.enums import WhyHidden
from reports.rendering.chart_figures import table_behind
from reports.sections import OF_FIGURES, SECTIONS

from .figures import NUMBER, FigureTables, earlier_figures, is_understood
from .groups import counts_shown
from .hiding import Hidden
from .practice import PracticeTables, rank
from .rules import CONFIDENTIAL, AudienceRules, GroupShown
from .sentences import SentenceRules
from .tallies import EarlierCells, Overlap

LEFT_OUT, LEFT_OUT_HEADING = "left-out", "What is left out"
NOTHING_LEFT = f"{CONFIDENTIAL} What this section says is left out."
# Sections that say what words mean, and hold no figure.
_OF_WORDS = ("abbreviations", LEFT_OUT)
_OVER_TIME = "good-or-better"
# Fewer audits a month than this the share over time never has.
_LEAST_OVER_TIME = 5


@dataclass(frozen=True)
class Shown:
    """What an audience was shown of a report before: the frozen content, what it was shown of it, and the period."""

    document: Document
    variant: Document
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Variant:
    """The content that an audience is shown, and what of the whole it is not."""

    document: Document
    hidden: Sequence[Hidden] = ()


def variant_for(
    document: Document,
    rules: AudienceRules,
    *,
    first: datetime.date,
    last: datetime.date,
    before: Sequence[Shown] = (),
    status: str = "",
    left_out: Sequence[str] = (),
) -> Variant:
    """`left_out` says in words what is left out, as a section at the end; `status` is said in place of the report's own. Where nothing
    is protected, and where tables are but none is too small, the content is the same.
    """
    if not (rules.protects_each_count or rules.protects_whole_tables):
        return Variant(document)
    hiding = _Hiding(document, rules, [(each, _overlap(each, first, last)) for each in before])
    sections = hiding.sections()
    if rules.protects_whole_tables and not hiding.hidden:
        return Variant(document)
    said = [ReportSection(LEFT_OUT, LEFT_OUT_HEADING, blocks=[Paragraph(text) for text in left_out])] if left_out else []
    shown = replace(document, sections=[*sections, *said], status=status or document.status)
    return Variant(replace(shown, authors="") if rules.protects_each_count else shown, hiding.hidden)


def _overlap(each: Shown, first: datetime.date, last: datetime.date) -> Overlap:
    if (each.first, each.last) == (first, last):
        return Overlap.SAME
    return Overlap.NONE if each.last < first or last < each.first else Overlap.PARTLY


@dataclass
class _Hiding:
    document: Document
    rules: AudienceRules
    before: Sequence[tuple[Shown, Overlap]]
    hidden: list[Hidden] = field(default_factory=list)

    def __post_init__(self) -> None:
        protects = self.rules.protects_each_count
        groups: dict[tuple[str, ...], list[GroupShown]] = {}
        for each, _ in self.before if protects else ():
            for key, shown in counts_shown(each.document, each.variant).items():
                groups.setdefault(key, []).extend(shown)
        cells = [EarlierCells(each.document, each.variant, overlap) for each, overlap in self.before]
        self.practice = PracticeTables(self.rules, groups, cells)
        figures = [cell for each, _ in self.before if protects for cell in earlier_figures(each.document, each.variant)]
        self.realms = list(_realms(self.document.sections))
        of_figures = [each for each, is_of_figures in zip(self.document.sections, self.realms, strict=True) if is_of_figures]
        self.figures = FigureTables(of_figures, self.rules, figures) if protects else None
        self._kept_tables: set[int] = set()

    def sections(self) -> list[ReportSection]:
        """Tables first, since what is hidden of one decides of others, of charts and of sentences."""
        tables = {id(block): self._table(section, block) for section, block in _each_table(self.document.sections, self.realms)}
        return [
            replace(section, heading=self._heading(section, is_of_figures), blocks=list(self._blocks(section, tables, is_of_figures)))
            for section, is_of_figures in zip(self.document.sections, self.realms, strict=True)
        ]

    def _heading(self, section: ReportSection, is_of_figures: bool) -> str:
        """Its own name where somebody gave it one that tells of figures."""
        rules = self._sentence_rules(section, is_of_figures)
        own = {plan.key: plan.heading for plan in SECTIONS}.get(section.key, section.heading)
        return own if rules is not None and rules.why_not(section.heading) else section.heading

    def _table(self, section: tuple[str, bool], table: Table) -> Table:
        key, is_of_figures = section
        if is_of_figures and self.figures is None:
            return table
        if is_of_figures and self.figures and is_understood(table):
            shown, hidden = self.figures.shown(key, table)
        else:
            hides_figures = bool(is_of_figures and self.figures and self.figures.hides)
            shown, hidden = self.practice.shown(key, table, hides_more=hides_figures)
        if not hidden:
            self._kept_tables.add(id(table))
        self.hidden += hidden
        return shown

    def _blocks(self, section: ReportSection, tables: dict[int, Table], is_of_figures: bool) -> Iterable[Block]:
        rules = self._sentence_rules(section, is_of_figures)
        found: list[Block] = []
        for block in section.blocks:
            match block:
                case Table():
                    notes = self._notes(section, tables[id(block)], rules) if is_of_figures else tables[id(block)].notes
                    found.append(replace(tables[id(block)], notes=notes))
                case Chart():
                    found += self._chart(section, block, is_of_figures)
                case _ if rules is None or section.key in _OF_WORDS:
                    found.append(block)
                case _:
                    found += self._words(section, block, rules)
        return _without_loose_ends(found) or ([Paragraph(NOTHING_LEFT)] if section.blocks else [])

    def _sentence_rules(self, section: ReportSection, is_of_figures: bool) -> SentenceRules | None:
        """None where every sentence stays."""
        if is_of_figures:
            if self.figures is None:
                return None
            again = any(overlap == Overlap.SAME for _, overlap in self.before)
            return SentenceRules(self.rules, self.figures.hides, may_count=not (self.rules.rounds or again))
        if self.rules.protects_each_count:
            return SentenceRules(self.rules, holds_back=True)
        return SentenceRules(self.rules, holds_back=True, about=self._not_shown(section)) if self.practice.hides else None

    def _not_shown(self, section: ReportSection) -> frozenset[str] | None:
        """The months and domains that are not shown; none in the section of such a month, where everything is about it."""
        months = {key[1] for key in self.practice.not_shown if key[0] == "overall"}
        if any(month in section.heading for month in months):
            return None
        in_short = {month.rpartition(" ")[0] for month in months}
        return frozenset({*months, *in_short, *(key[-1] for key in self.practice.not_shown)})

    def _notes(self, section: ReportSection, table: Table, rules: SentenceRules | None) -> Sequence[str]:
        if rules is None:
            return table.notes
        return [kept for note in table.notes if (kept := self._said(section, note, rules)) != CONFIDENTIAL]

    def _chart(self, section: ReportSection, chart: Chart, is_of_figures: bool) -> list[Block]:
        if is_of_figures and self.figures is None:
            return [chart]
        if self._chart_may_stay(section, chart):
            return [chart]
        self.hidden.append(Hidden(section.key, WhyHidden.DERIVED, table=chart.title, cells=0))
        return []

    def _chart_may_stay(self, section: ReportSection, chart: Chart) -> bool:
        """Only beside a table of which everything is shown, and where it draws no months that the table does not have."""
        table = table_behind(chart, [block for each in self.document.sections for block in each.blocks])
        if table is None or id(table) not in self._kept_tables or self.rules.rounds:
            return table is None and not self.rules.protects_each_count and not self.practice.hides
        if not self.rules.protects_each_count:
            return section.key != _OVER_TIME or self.rules.fewest <= _LEAST_OVER_TIME
        return ": signal or noise?" not in chart.title or not (self.rules.zeros_disclose or f"({NUMBER})" in chart.title)

    def _words(self, section: ReportSection, block: Block, rules: SentenceRules) -> Iterable[Block]:
        match block:
            case Paragraph() | Callout():
                text = self._said(section, block.text, rules)
                return [_with_text(block, text)] if text != CONFIDENTIAL else []
            case Bullets():
                items = [self._said(section, item, rules) for item in block.items]
                return _with_items(block, items)
            case Remarks():
                remarks = [self._remark(section, item, rules) for item in block.items]
                said = [remark for remark in remarks if remark.comment or remark.action]
                return [replace(block, items=said)] if said else []
        # A kind of block that is not known here may hold anything.
        self.hidden.append(Hidden(section.key, WhyHidden.UNKNOWN, row=type(block).__name__))
        return []

    def _remark(self, section: ReportSection, remark: Remark, rules: SentenceRules) -> Remark:
        comment, action = (self._said(section, text, rules) for text in (remark.comment, remark.action))
        return replace(remark, comment=comment, action=action)

    def _said(self, section: ReportSection, text: str, rules: SentenceRules) -> str:
        """The mark alone where nothing of it stays."""
        kept, hidden = rules.kept(text)
        self.hidden += [Hidden(section.key, why, was=sentence) for sentence, why in hidden]
        return kept


def _with_text(block: Paragraph | Callout, text: str) -> Block:
    """Bold words and links are gone from a paragraph of which anything is."""
    if text == block.text:
        return block
    return Paragraph(text) if isinstance(block, Paragraph) else Callout(text)


def _with_items(block: Bullets, items: Sequence[str]) -> list[Block]:
    """Of each item that stays whole, its bold words and links too."""
    runs = block.runs or [()] * len(block.items)
    looks = [look if item == was else () for item, was, look in zip(items, block.items, runs, strict=True)]
    kept = [(item, look) for item, look in zip(items, looks, strict=True) if item != CONFIDENTIAL]
    shown_runs = tuple(look for _, look in kept) if any(look for _, look in kept) else ()
    return [replace(block, items=tuple(item for item, _ in kept), runs=shown_runs)] if kept else []


def _without_loose_ends(blocks: Sequence[Block]) -> list[Block]:
    """Without a line that announced a list which is gone."""
    following = [*blocks, None][1:]
    pairs = zip(blocks, following, strict=True)
    return [each for each, then in pairs if not _announces(each) or isinstance(then, Bullets | Table | Remarks | Chart)]


def _announces(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.endswith(":")


def _realms(sections: Sequence[ReportSection]) -> Iterable[bool]:
    """Of each section whether it is of the council's figures alone: a subsection is of what its section is of."""
    is_of_figures = False
    for section in sections:
        if section.level == 1:
            is_of_figures = section.key in OF_FIGURES
        yield is_of_figures or section.key in OF_FIGURES


def _each_table(sections: Sequence[ReportSection], realms: Sequence[bool]) -> Iterable[tuple[tuple[str, bool], Table]]:
    """Every table with the key of its section and what that is of, those first of which others are worked out."""
    found = [
        ((section.key, is_of_figures), block)
        for section, is_of_figures in zip(sections, realms, strict=True)
        for block in section.blocks
        if isinstance(block, Table)
    ]
    return sorted(found, key=lambda each: rank(each[1]))
