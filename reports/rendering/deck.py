"""Which slides a report makes: one message each, in ten minutes; then every table that is not behind one of them. Works out no figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from foundation.documents import Bullets, Paragraph, Run, Runs, Table
from reports.content import Block, Callout, Chart, Document, Remarks, ReportSection

from .chart_figures import (
    NativeChart,
    is_of_grades,
    is_of_pairs,
    native_chart,
    number_in,
    overall_chart,
    pairs_by_unit,
    shown_cells,
    table_behind,
)
from .headlines import first_sentence, headline

SUMMARY, HALF_YEARS, SCORECARD, AUDITS, DOMAINS, FINDINGS, ACTIONS, COMING = (
    "summary", "half-years", "scorecard", "audits", "domains", "key-findings", "actions", "coming-activity",
)  # fmt: skip
DECISIONS, ANNEX, ABBREVIATIONS = "decisions", "annex", "abbreviations"
UNITS = {"%": "the percentages", "Rate per 10,000 children": "the rates per 10,000 children"}
NOT_IMPROVING = "3"
MOST_SIGNALS = 3
EMPTY = ("Nothing has been written for this section.", "In figures:")
Note = str | Table | Remarks


@dataclass(frozen=True)
class DeckSlide:
    """`title` is its message; `notes` are what the speaker has before them: all the words, and the tables that the chart is drawn from."""

    title: str
    points: Sequence[str] = ()
    chart: NativeChart | None = None
    alt: str = ""
    picture: Chart | None = None
    table: Table | None = None
    notes: Sequence[Note] = ()
    looks: Mapping[str, Runs] = field(default_factory=dict)


@dataclass(frozen=True)
class _Chapter:
    """A section of level 1 with what is below it."""

    key: str
    heading: str
    sections: Sequence[ReportSection]
    # Tables of the annex, which its charts may be drawn from.
    detail: Sequence[Table] = ()

    @property
    def blocks(self) -> list[Block]:
        return [block for section in self.sections for block in section.blocks]

    @property
    def own(self) -> Sequence[Block]:
        return self.sections[0].blocks


def slides_of(document: Document) -> list[DeckSlide]:
    """All but the title's, in the order of the report, each title once."""
    chapters = _chapters(document)
    told = [slide for chapter in chapters for slide in _TOLD.get(chapter.key, _nothing)(chapter)]
    others = _others([chapter for chapter in chapters if chapter.key not in (*_TOLD, ANNEX)])
    shown = [*told, *others, *_abbreviations(document)]
    return _each_title_once([*shown, *_appendix(chapters, _tables_in(shown))])


def _chapters(document: Document) -> list[_Chapter]:
    found: list[list[ReportSection]] = []
    for section in document.sections:
        if section.level == 1:
            found.append([])
        found[-1].append(section)
    annexed = [section for sections in found if sections[0].key == ANNEX for section in sections]
    detail = [block for section in annexed for block in section.blocks if isinstance(block, Table)]
    return [_Chapter(sections[0].key, sections[0].heading, sections, detail) for sections in found]


def _nothing(_: _Chapter) -> Iterator[DeckSlide]:
    return iter(())


def _decisions(chapter: _Chapter) -> Iterator[DeckSlide]:
    """What the Board is asked, then the report in figures."""
    for section in chapter.sections:
        if points := _points(section.blocks):
            yield DeckSlide(section.heading, points, notes=_words(section.blocks), looks=_looks(section.blocks))


def _summary(chapter: _Chapter) -> Iterator[DeckSlide]:
    """What people wrote, then what the report itself counts, where that is in this section as it once was."""
    counted = any(isinstance(block, Paragraph) and block.text == EMPTY[1] for block in chapter.own)
    figures = [block for block in chapter.own if isinstance(block, Bullets)][-1:] if counted else []
    written = [block for block in chapter.own if block not in figures]
    if points := _points(written):
        yield DeckSlide("What the Board needs to know and to decide", points, notes=_words(written), looks=_looks(written))
    if figures and isinstance(figures[0], Bullets):
        yield DeckSlide("The report in figures", list(figures[0].items), notes=list(figures[0].items))


def _half_years(chapter: _Chapter) -> Iterator[DeckSlide]:
    words = _words(chapter.own)
    for table in (block for block in chapter.own if isinstance(block, Table) and is_of_pairs(block)):
        for unit, (chart, rows) in pairs_by_unit(table, list(UNITS)).items():
            yield DeckSlide(_most_changed(rows, UNITS[unit]), chart=chart, alt=_pairs_in_words(table, rows), notes=[*words, table])


def _most_changed(rows: list[list[str]], named: str) -> str:
    most = max(rows, key=lambda row: abs(number_in(row[-2]) or 0))
    change = f"{most[-2]}{'%' if most[-1] == '%' else ' ' + most[-1]}"
    mark = "%" if most[1] == "%" else ""
    return f"{most[0]}: from {most[2]}{mark} to {most[3]}{mark} ({change}), the largest change of {named}"


def _pairs_in_words(table: Table, rows: list[list[str]]) -> str:
    said = [f"{row[0]}: {row[2]}, then {row[3]}; {table.header[4]} {row[4]}." for row in rows]
    return " ".join([f"{table.header[2]}, then {table.header[3]}.", *said])


def _scorecard(chapter: _Chapter) -> Iterator[DeckSlide]:
    tables = [block for block in chapter.own if isinstance(block, Table) and block.header[:1] == ["Status"]]
    rows = [row for table in tables for row in table.rows if shown_cells(replace(table, rows=[row]))[0][0].startswith(NOT_IMPROVING)]
    if rows:
        worst = replace(tables[0], caption="Indicators at status 3: not improving", rows=rows, notes=())
        yield DeckSlide("These indicators are not improving", table=worst, notes=_words(chapter.own))
    yield from _charts(chapter.sections[1:], MOST_SIGNALS, chapter.detail)


def _audits(chapter: _Chapter) -> Iterator[DeckSlide]:
    tables = [block for block in (*chapter.blocks, *chapter.detail) if isinstance(block, Table) and is_of_grades(block)]
    chart = overall_chart(tables)
    if chart:
        yield _overall(chapter, tables, chart)
    yield from _charts([section for section in chapter.sections if section.key == "good-or-better"], 1, chapter.detail)


def _overall(chapter: _Chapter, tables: Sequence[Table], chart: NativeChart) -> DeckSlide:
    """All months of the report beside each other; the caution is that of the latest."""
    title = headline(_comparing([series.name for series in chart.series], chapter.own)) or "How the audits were graded overall"
    cautions = [block.text for block in chapter.blocks if isinstance(block, Callout)]
    alt = " ".join(block.alt for block in chapter.blocks if isinstance(block, Chart) and table_behind(block, tables))
    return DeckSlide(title, cautions[-1:], chart, alt, notes=[*_words(chapter.blocks), *tables])


def _comparing(grades: Sequence[str], blocks: Sequence[Block]) -> str:
    """The sentence that sets two months beside each other, which begins with a grade; else the first that was written."""
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    comparing = [text for text in said if text.startswith(tuple(f"{grade}:" for grade in grades))]
    return next(iter([*comparing[-1:], *said]), "")


def _charts(sections: Sequence[ReportSection], most: int, detail: Sequence[Table]) -> Iterator[DeckSlide]:
    """A slide for each chart, called what the words before it say."""
    drawn = [(section.blocks, place) for section in sections for place, block in enumerate(section.blocks) if isinstance(block, Chart)]
    for blocks, place in drawn[:most]:
        yield from _drawn(blocks, place, detail)


def _drawn(blocks: Sequence[Block], place: int, detail: Sequence[Table]) -> Iterator[DeckSlide]:
    chart = blocks[place]
    if isinstance(chart, Chart):
        before = [block.text for block in blocks[max(place - 2, 0) : place] if isinstance(block, Paragraph)]
        table = table_behind(chart, [*blocks, *detail])
        native = native_chart(table) if table else None
        notes: list[Note] = [*before[-1:], *([table] if table else [])]
        title = headline(" ".join(before[-1:])) or chart.title
        yield DeckSlide(title, chart=native, alt=chart.alt, picture=None if native else chart, notes=notes)


def _domains(chapter: _Chapter) -> Iterator[DeckSlide]:
    yield from _charts(chapter.sections, len(chapter.blocks), chapter.detail)


def _findings(chapter: _Chapter) -> Iterator[DeckSlide]:
    for section in chapter.sections:
        points = [item for block in section.blocks if isinstance(block, Bullets) for item in block.items]
        if points:
            yield DeckSlide(f"{section.heading}: what audits found", points, notes=_words(section.blocks))


def _actions(chapter: _Chapter) -> Iterator[DeckSlide]:
    table = next((block for block in chapter.own if isinstance(block, Table)), None)
    if table:
        yield DeckSlide("Actions: what was opened and closed, and what is overdue", table=table, notes=[*_words(chapter.own), *table.notes])


def _coming(chapter: _Chapter) -> Iterator[DeckSlide]:
    if points := _points(chapter.own):
        yield DeckSlide("What comes next", points, notes=_words(chapter.own), looks=_looks(chapter.own))


def _others(chapters: Sequence[_Chapter]) -> Iterator[DeckSlide]:
    """Of each section that has no slide of its own, its first sentence."""
    said = [(chapter.heading, _points(chapter.own)[:1]) for chapter in chapters]
    points = [f"{heading}. {first[0]}" for heading, first in said if first]
    if points:
        notes = [note for chapter in chapters for note in (f"{chapter.heading}:", *_words(chapter.own))]
        yield DeckSlide("What else the report says", points, notes=notes)


def _abbreviations(document: Document) -> Iterator[DeckSlide]:
    """What the slides before it leave short."""
    points = [point for section in document.sections if section.key == ABBREVIATIONS for point in _points(section.blocks)]
    if points:
        yield DeckSlide("What the abbreviations stand for", points)


def _appendix(chapters: Sequence[_Chapter], shown: Sequence[Table]) -> Iterator[DeckSlide]:
    for chapter in chapters:
        remarks = [block for block in chapter.blocks if isinstance(block, Remarks)]
        for table in (block for block in chapter.blocks if isinstance(block, Table)):
            if table not in shown:
                about = [each for each in remarks if each.title.endswith(f", {table.caption}")]
                yield DeckSlide(f"Appendix: {table.caption}", table=table, notes=[*table.notes, *about])


def _points(blocks: Sequence[Block]) -> list[str]:
    """The first sentence of each paragraph, and each bullet; all of it is in the notes."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, (Paragraph, Callout)) and block.text not in EMPTY:
            found.append(first_sentence(block.text))
        elif isinstance(block, Bullets):
            found += [item if len(item) <= 240 else first_sentence(item) for item in block.items]
    return found


def _looks(blocks: Sequence[Block]) -> dict[str, Runs]:
    """Of each point of `_points` a part of which is bold or a link, its runs."""
    found: dict[str, Runs] = {}
    for block in blocks:
        if isinstance(block, Paragraph) and block.runs:
            found[first_sentence(block.text)] = _beginning(block.runs, len(first_sentence(block.text)))
        elif isinstance(block, Bullets):
            found |= {item: runs for item, runs in zip(block.items, block.runs, strict=False) if runs}
    return found


def _beginning(runs: Runs, length: int) -> Runs:
    """Runs of the first `length` letters."""
    found: list[Run] = []
    for run in runs:
        if length > 0:
            found.append(replace(run, text=run.text[:length]))
            length -= len(run.text)
    return found


def _words(blocks: Sequence[Block]) -> list[Note]:
    """What was written and counted in sentences, whole."""
    found: list[Note] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.text not in EMPTY:
            found.append(block.plain)
        elif isinstance(block, Callout):
            found.append(block.text)
        elif isinstance(block, Bullets):
            found += block.plain
        elif isinstance(block, Remarks):
            found.append(block)
    return found


def _tables_in(slides: Sequence[DeckSlide]) -> list[Table]:
    return [each for slide in slides for each in (slide.table, *slide.notes) if isinstance(each, Table)]


def _each_title_once(slides: Sequence[DeckSlide]) -> list[DeckSlide]:
    seen: dict[str, int] = {}
    named = []
    for slide in slides:
        seen[slide.title] = seen.get(slide.title, 0) + 1
        named.append(slide if seen[slide.title] == 1 else replace(slide, title=f"{slide.title} ({seen[slide.title]})"))
    return named


_TOLD = {
    DECISIONS: _decisions,
    SUMMARY: _summary,
    HALF_YEARS: _half_years,
    SCORECARD: _scorecard,
    AUDITS: _audits,
    DOMAINS: _domains,
    FINDINGS: _findings,
    ACTIONS: _actions,
    COMING: _coming,
}
