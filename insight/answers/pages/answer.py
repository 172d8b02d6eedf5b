"""An answer as a page and a file show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.documents import CellValue, Table, plain_table
from insight.calculations import Share
from insight.health.pages.sparklines import Sparkline

WHOLE = "The whole council"
# The page lists the first; a file has all of them.
MOST_WORRIES = 6
FILE_HEADER = (
    *("Question", "Answer", "Figure", "Count", "Of (n)", "%", "95% interval from (%)", "95% interval to (%)"),
    *("What that says", "Rule", "Covers"),
)


@dataclass(frozen=True)
class AnswerFigure:
    """One figure of an answer, as the file has it; the page has it in its table."""

    name: str
    share: Share | None = None
    says: str = ""
    rule: str = ""
    has_interval: bool = True
    covers: str = ""


@dataclass(frozen=True)
class Worry:
    """Something to look at: what it is with its figures, the rule by which it was found, and where it is followed up."""

    sentence: str
    rule: str
    href: str
    link: str
    covers: str = ""
    share: Share | None = None

    @property
    def figure(self) -> AnswerFigure:
        return AnswerFigure(self.sentence, self.share, rule=self.rule, has_interval=False, covers=self.covers)


@dataclass(frozen=True)
class Answer:
    """A question that leaders ask. `headline` answers it in a few words, `sentences` say what they rest on; `link` leads to the page
    behind it, narrowed as this one is. `covers` is said where the figures are not narrowed as the page is.
    """

    anchor: str
    question: str
    headline: str
    sentences: Sequence[str]
    rules: Sequence[str]
    href: str
    link: str
    table: Table | None = None
    line: Sparkline | None = None
    line_words: str = ""
    covers: str = ""
    figures: Sequence[AnswerFigure] = ()
    worries: Sequence[Worry] = ()

    @property
    def most_telling(self) -> Sequence[Worry]:
        return self.worries[:MOST_WORRIES]


def answers_sheet(answers: Sequence[Answer], covers: str) -> Table:
    """`covers` is what the page is narrowed to, in words."""
    return plain_table("At a glance", FILE_HEADER, [row for answer in answers for row in _exported(answer, covers)])


def _exported(answer: Answer, covers: str) -> list[list[CellValue]]:
    figures = [*answer.figures, *(worry.figure for worry in answer.worries)] or [AnswerFigure(" ".join(answer.sentences))]
    rule = " ".join(answer.rules)
    return [
        [
            *(answer.question, answer.headline, each.name, *_counted(each), each.says or None),
            *(each.rule or rule, each.covers or answer.covers or covers),
        ]
        for each in figures
    ]


def _counted(figure: AnswerFigure) -> list[CellValue]:
    share = figure.share
    if share is None:
        return [None] * 5
    low, high = (share.interval if figure.has_interval else None) or (None, None)
    return [share.count, share.n, share.percent, low, high]
