"""The page of what two sources say differently: both sides with their files and rows, and how far they are apart."""

import datetime
from dataclasses import dataclass

from foundation.statistics import round_half_up
from performance.models import Import, Indicator
from performance.pages.disagreements import Disagreement, Side, disagreements_of
from performance.queries.figures import FigureReader, as_given

MINUS = "−"


@dataclass(frozen=True)
class QuotedValue:
    """One stored figure in words, with its file and row."""

    words: str
    source: Import
    row: int


@dataclass(frozen=True)
class SideRow:
    who: str
    text: str
    working: str
    given: list[QuotedValue]


@dataclass(frozen=True)
class DisagreementRows:
    """`apart` is the sum by which the two differ."""

    key: str
    topic: str
    indicators: tuple[Indicator, ...]
    sides: list[SideRow]
    apart: str


def both_sides(month: datetime.date) -> list[DisagreementRows]:
    """Every disagreement of the month, in the order in which the tables flag them."""
    found = disagreements_of(month, FigureReader())
    files = Import.objects.in_bulk({record.source_id for each in found for side in each.sides for _, record in side.stored})
    return [_rows(each, files) for each in found]


def _rows(each: Disagreement, files: dict[int, Import]) -> DisagreementRows:
    sides = [_side(side, files) for side in each.sides]
    more, less = sorted(each.sides, key=lambda side: side.value, reverse=True)
    return DisagreementRows(each.key, each.topic, each.indicators, sides, _difference(more, less))


def _side(side: Side, files: dict[int, Import]) -> SideRow:
    given = [QuotedValue(words, files[record.source_id], record.row) for words, record in side.stored]
    return SideRow(side.who, side.text, side.working, given)


def _difference(more: Side, less: Side) -> str:
    """“1,808 − 1,644 = 164”: of the figures as they are shown."""
    decimals = max(len(side.text.partition(".")[2]) for side in (more, less))
    apart = round_half_up(more.value, decimals) - round_half_up(less.value, decimals)
    return f"{more.text} {MINUS} {less.text} = {as_given(apart)}"
