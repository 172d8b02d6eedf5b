"""Whether written text of a draft still agrees with the figures that stand beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from audits.enums import PRACTICE_GRADES
from audits.queries.grade_words import grade_word
from foundation.accounts.reader import read_in_full
from foundation.claims import CountTable, FigureCell, Movement, claims_of, numbers_quoted
from foundation.council.months import month_code, month_name
from foundation.documents import Bullets, Paragraph, Table, cells_of
from foundation.editing.version_tokens import version_token
from foundation.guard.enums import WarningKind
from foundation.guard.queries import dismissed_at
from insight.calculations import shown_by_month
from insight.facts.standing import FalseFact, false_facts
from insight.models import InsertedFact
from insight.queries.completion import MonthProgress, completion
from insight.queries.distributions import distributions
from insight.queries.inserted import inserted_at, inserted_in
from performance.enums import Series
from performance.models import Commentary, Indicator
from performance.queries import FigureReader, MonthFigures
from performance.queries.movements import claims_against, movements_in
from reports.calculations import CAME, OVERALL, PATTERNS, SUBMITTED, Said, doubts_in, said_in
from reports.composing import compose
from reports.content import Block, Callout, Document
from reports.models import Report
from reports.offered_facts import figures_found_again
from reports.sections import COMMENT, FINDINGS, KEY_FINDINGS, PLAN, comment_key, heading_of
from reports.stored import SAID

from .drafts import draft_of

# The column that tells two figures of one name apart.
UNIT = "Unit"


@dataclass(frozen=True)
class Doubt:
    """What a text says and the figures do not: `key` names its section, `mark` the doubt once somebody has confirmed it."""

    key: str
    where: str
    sentence: str
    mark: str
    is_of_fact: bool = False


class ReportFigures:
    """The report without a written word, as texts are held against it; each part is read when it is first asked for."""

    def __init__(self, report: Report, reader: FigureReader | None = None):
        self.report, self.reader = report, reader or FigureReader()

    @cached_property
    def places(self) -> list[FigureCell]:
        bare = replace(draft_of(self.report), texts={}, findings=())
        return list(_places(compose(bare, reader=self.reader)))

    @cached_property
    def months(self) -> list[MonthProgress]:
        return completion(self.report.first_month, self.report.last_month)

    @cached_property
    def tallies(self) -> list[CountTable]:
        names = {grade.value: grade_word(grade) for grade in PRACTICE_GRADES}
        found = [came_in(month, CAME) for month in self.months if month.expected]
        for month in shown_by_month(distributions(self.report.first_month, self.report.last_month)):
            for judged, counts in [(OVERALL, month.overall), *month.domains.items()]:
                held = {grade.value: counts.get(grade, 0) for grade in PRACTICE_GRADES}
                found.append(CountTable(month_name(month.month), judged, held, names, PATTERNS, is_main=judged == OVERALL))
        return found

    @cached_property
    def movements(self) -> list[Movement]:
        found: list[Movement] = []
        for series in (Series.SCORECARD, Series.HALF_YEARS):
            if month := self.reader.latest(series, self.report.last_month):
                found += movements_in(self.reader.of(month), series)
        return found

    @cached_property
    def inserted(self) -> dict[str, list[InsertedFact]]:
        """Computed facts that stand in its texts, by the place."""
        found: dict[str, list[InsertedFact]] = {}
        for row in inserted_at(self.report):
            found.setdefault(row.place, []).append(row)
        return found

    @cached_property
    def false_facts(self) -> list[FalseFact]:
        rows = [row for at_place in self.inserted.values() for row in at_place]
        return false_facts(rows, self.reader, figures_found_again)

    @cached_property
    def false_facts_in_comments(self) -> list[FalseFact]:
        """In what is published beside the figures that the report shows, asked for together."""
        months = [
            month for series in (Series.SCORECARD, Series.HALF_YEARS) if (month := self.reader.latest(series, self.report.last_month))
        ]
        said = [commentary for month in dict.fromkeys(months) for commentary in self.reader.of(month).commentaries.values()]
        published = {str(each.pk): f"{each.published_comment}\n{each.published_action}" for each in said if each.is_published}
        rows = [row for row in inserted_in(said) if row.sentence in published.get(row.target_id, "")]
        return false_facts(rows, self.reader)

    def without_facts(self, text: str, place: str) -> str:
        """What its writer says themselves: the sentences of inserted facts are worked out again instead."""
        for row in self.inserted.get(place, ()):
            text = text.replace(row.sentence, "")
        return text

    def said_in(self, text: str) -> Said:
        """What the text has from the figures as they stand; one without a number is held against none of their cells."""
        places = self.places if numbers_quoted(text) else ()
        return said_in(text, places, claims_of(text, self.tallies, self.movements))

    def doubts_in(self, text: str, said: Said) -> Iterator[str]:
        shown = {each.name: each.shown for each in self.tallies} | {each.name: each.shown for each in self.movements}
        return doubts_in(text, said, self.places if said.numbers else (), claims_of(text, self.tallies, self.movements), shown)


def doubts_of(report: Report, reader: FigureReader | None = None) -> list[Doubt]:
    """Those that nobody has confirmed; one that comes of other figures is another doubt."""
    figures = ReportFigures(report, reader)
    written = [(row.key, row.key, row.text, row.quoted) for row in report.texts.all() if row.text.strip() and report.shows(row.key)]
    written += [(FINDINGS, KEY_FINDINGS, row.text, row.quoted) for row in report.findings.all()]
    found = [
        _doubt(key, report.heading_of(key), sentence, text)
        for key, place, text, quoted in written
        for sentence in figures.doubts_in(figures.without_facts(text, place), SAID.read(quoted))
    ]
    found += _of_facts(figures)
    found += [*_of_plans(figures), *_of_comments(figures)]
    confirmed = dismissed_at(report, WarningKind.FIGURES)
    return [doubt for doubt in found if doubt.mark not in confirmed]


def came_in(month: MonthProgress, patterns: dict[str, str]) -> CountTable:
    """How many audits of a month came, of how many that were expected."""
    names = {"submitted": "submitted", "missing": "missing"}
    return CountTable(month_name(month.month), SUBMITTED, {"submitted": month.submitted, "missing": month.missing}, names, patterns)


def _of_facts(figures: ReportFigures) -> Iterator[Doubt]:
    """Computed facts that were inserted and are not so any more."""
    for each in figures.false_facts:
        key = FINDINGS if each.inserted.place == KEY_FINDINGS else each.inserted.place
        yield _of_fact(key, figures.report.heading_of(key), each)


def facts_no_longer_so(report: Report, reader: FigureReader | None = None) -> list[FalseFact]:
    """Those of a report, approved or not, and of the comments that it shows, that were inserted and are not so any more. Asked on behalf of
    a Board member it gives away nothing but that: it reads months that are not released to them as well. `reader` has read for somebody
    who may read all of them.
    """
    with read_in_full():
        figures = ReportFigures(report, reader)
        return [*figures.false_facts, *figures.false_facts_in_comments]


def _of_plans(figures: ReportFigures) -> Iterator[Doubt]:
    """A month's reason for its shortfall, which the report shows beside how many audits came: all that it counts is about those."""
    for month in figures.months:
        if month.expected and month.shortfall_reason:
            key = f"{PLAN}{month_code(month.month)}"
            for claim in claims_of(month.shortfall_reason, [came_in(month, {})]):
                if claim.holds is False:
                    yield _doubt(key, heading_of(key), claim.sentence, month.shortfall_reason)


def _of_comments(figures: ReportFigures) -> Iterator[Doubt]:
    """What is published beside a figure that the report shows."""
    for series in (Series.SCORECARD, Series.HALF_YEARS):
        month = figures.reader.latest(series, figures.report.last_month)
        read = figures.reader.of(month) if month else None
        for indicator in read.of(series) if read else ():
            said = read.commentaries.get(indicator.pk) if read else None
            if read and said and said.is_published:
                yield from _of_comment(figures, indicator, read, said)


def _of_comment(figures: ReportFigures, indicator: Indicator, read: MonthFigures, said: Commentary) -> Iterator[Doubt]:
    words = (said.published_comment, said.published_action)
    key, where = comment_key(indicator.slug, read.month), f"{COMMENT}{indicator.shown_label}"
    for claim in claims_against(indicator, read, words):
        yield _doubt(key, where, claim.sentence, "\n".join(words))
    for each in figures.false_facts_in_comments:
        if each.inserted.target_id == str(said.pk):
            yield _of_fact(key, where, each)


def _doubt(key: str, where: str, sentence: str, about: str) -> Doubt:
    return Doubt(key, where, sentence, version_token(((f"{key}: {sentence}", about),)))


def _of_fact(key: str, where: str, each: FalseFact) -> Doubt:
    return replace(_doubt(key, where, each.words.sentence, each.inserted.sentence), is_of_fact=True)


def _places(document: Document) -> Iterator[FigureCell]:
    """Its sentences and the cells that hold a figure, each by its row and heading: what people comment beside one is no figure."""
    for section in document.sections:
        for block in section.blocks:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[FigureCell]:
    match block:
        case Table():
            for row in block.rows:
                cells = list(zip(cells_of(row), block.columns, strict=True))
                name = ", ".join(cell.shown for cell, column in cells if column.names_row or column.heading == UNIT)
                yield from (FigureCell(f"{name}, {column.heading}", cell.shown) for cell, column in cells if column.numeric)
        case Bullets():
            yield from (FigureCell("", item) for item in block.items)
        case Paragraph() | Callout():
            yield FigureCell("", block.text)
