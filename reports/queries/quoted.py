"""Whether written text of a draft still agrees with the figures that stand beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audits.enums import PRACTICE_GRADES
from audits.queries.grade_words import grade_word
from foundation.council.months import month_code, month_name
from foundation.documents import Table, cells_of
from foundation.editing.version_tokens import version_token
from foundation.guard.enums import WarningKind
from foundation.guard.queries import dismissed_at
from insight.calculations import shown_by_month
from insight.queries.completion import completion
from insight.queries.distributions import distributions
from performance.queries import FigureReader
from reports.calculations import OVERALL, PATTERNS, SUBMITTED, JudgedCounts, contradictions, no_longer_shown, numbers_in, numbers_quoted
from reports.composing import compose
from reports.content import Block, Bullets, Callout, Document, Paragraph
from reports.models import Report
from reports.sections import FINDINGS, PLAN, heading_of

from .drafts import draft_of

_PLANNED = {"submitted": "submitted", "missing": "missing"}


@dataclass(frozen=True)
class Doubt:
    """What a text says and the figures do not: `key` names its section, `mark` the doubt once somebody has confirmed it."""

    key: str
    sentence: str
    mark: str

    @property
    def where(self) -> str:
        return heading_of(self.key)


def figures_of(report: Report, reader: FigureReader | None = None) -> Document:
    """The report without a written word."""
    return compose(replace(draft_of(report), texts={}, findings=()), reader=reader)


def quoted_from(text: str, report: Report) -> list[str]:
    """The numbers that the text has from the report's figures as they stand."""
    quoted = numbers_quoted(text)
    return sorted(quoted & numbers_in(_figures(figures_of(report)))) if quoted else []


def doubts_of(report: Report, reader: FigureReader | None = None) -> list[Doubt]:
    """Those that nobody has confirmed; one that comes of other figures is another doubt."""
    written = [(row.key, row.text, row.quoted) for row in report.texts.all() if row.text.strip()]
    written += [(FINDINGS, row.text, row.quoted) for row in report.findings.all()]
    tables = _tables(report)
    now = numbers_in(_figures(figures_of(report, reader))) if any(quoted for _, _, quoted in written) else set()
    confirmed = dismissed_at(report, WarningKind.FIGURES)
    found = [doubt for key, text, quoted in written for doubt in _doubts(key, text, quoted, now, tables)]
    found += _of_plans(report)
    return [doubt for doubt in found if doubt.mark not in confirmed]


def _doubts(key: str, text: str, quoted: list[str], now: set[str], tables: list[JudgedCounts]) -> Iterator[Doubt]:
    state = "; ".join(f"{table.month} {table.judged} {table.in_words}" for table in tables)
    for number in quoted:
        if number not in now and number in numbers_quoted(text):
            yield _doubt(key, no_longer_shown(number), text)
    for sentence in contradictions(text, tables, PATTERNS):
        yield _doubt(key, sentence, f"{text}{state}")


def _of_plans(report: Report) -> Iterator[Doubt]:
    """A month's reason for its shortfall, which the report shows beside how many audits came."""
    for month in completion(report.first_month, report.last_month):
        if month.expected and month.shortfall_reason:
            came = JudgedCounts(month_name(month.month), SUBMITTED, {"submitted": month.submitted, "missing": month.missing}, _PLANNED)
            for sentence in contradictions(month.shortfall_reason, [came], {}):
                yield _doubt(f"{PLAN}{month_code(month.month)}", sentence, f"{month.shortfall_reason}{came.in_words}")


def _doubt(key: str, sentence: str, about: str) -> Doubt:
    return Doubt(key, sentence, version_token(((f"{key}: {sentence}", about),)))


def _tables(report: Report) -> list[JudgedCounts]:
    found: list[JudgedCounts] = []
    names = {grade.value: grade_word(grade) for grade in PRACTICE_GRADES}
    for month in shown_by_month(distributions(report.first_month, report.last_month)):
        for judged, counts in [(OVERALL, month.overall), *month.domains.items()]:
            found.append(
                JudgedCounts(month_name(month.month), judged, {grade.value: counts.get(grade, 0) for grade in PRACTICE_GRADES}, names)
            )
    return found


def _figures(document: Document) -> Iterator[str]:
    """Its sentences and the cells that hold a figure: what people comment beside one is no figure."""
    for section in document.sections:
        for block in section.blocks:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Table():
            for row in block.rows:
                yield from (cell.shown for cell, column in zip(cells_of(row), block.columns, strict=True) if column.numeric)
        case Bullets():
            yield from block.items
        case Paragraph() | Callout():
            yield block.text
