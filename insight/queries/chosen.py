"""Agreement in audits moderated at random apart from those chosen by a rule: only the former speak for all audits."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audits.enums import ChosenBy, CountedBy
from audits.tool.queries import domain_lines
from foundation.statistics import Directions, directions
from insight.enums import WayChosen

from .agreement import Counted, compared_pairs, table_of_pairs
from .counted import Scope
from .distributions import in_order_of_lines

WAYS = (WayChosen.AT_RANDOM, WayChosen.BY_RULE, WayChosen.IN_FULL)


@dataclass(frozen=True)
class ChosenMoves:
    """`ways` are those in which audits came to be moderated, then all of them together. A row is a domain, empty for the overall
    judgement, with how its grades differ among the audits of each way.
    """

    ways: Sequence[WayChosen]
    rows: Sequence[tuple[str, Sequence[Directions]]]


def agreement_by_choice(first: datetime.date, last: datetime.date, hidden: Iterable[datetime.date]) -> ChosenMoves:
    """The auditor's grade beside the moderator's own, of the overall judgement first and each domain."""
    lines = domain_lines()
    pairs = compared_pairs(Scope(first, last), hidden, "domain", "value", split=CountedBy.CHOICE)
    found: dict[str, dict[WayChosen, Counted]] = {"": {}}
    for domain, chosen_by, was, own, count in in_order_of_lines(pairs, lines, domain_at=0):
        by_way = found.setdefault(lines[domain].name if domain else "", {})
        for way in (way_of(chosen_by), WayChosen.ALL):
            by_way.setdefault(way, Counter())[was, own] += count
    ways = _with_all([way for way in WAYS if any(way in by_way for by_way in found.values())])
    return ChosenMoves(
        ways, [(name, [directions(table_of_pairs(by_way.get(way, Counter()))) for way in ways]) for name, by_way in found.items()]
    )


def way_of(chosen_by: str) -> WayChosen:
    """An audit without a choice is of a month that is moderated in full."""
    if not chosen_by:
        return WayChosen.IN_FULL
    return WayChosen.AT_RANDOM if chosen_by == ChosenBy.RANDOM else WayChosen.BY_RULE


def _with_all(ways: Sequence[WayChosen]) -> list[WayChosen]:
    return [*ways, WayChosen.ALL] if len(ways) > 1 else list(ways)
