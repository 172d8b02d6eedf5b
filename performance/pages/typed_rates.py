"""A share that somebody typed beside a count is held against the one that the stored figures give."""

from collections.abc import Iterator
from decimal import Decimal

from foundation.statistics import plain, round_half_up
from performance.calculations import typed_rates
from performance.models import Indicator
from performance.queries.figures import MonthFigures
from performance.queries.periods import WINDOW


def typed_rate_flags(indicator: Indicator, figures: MonthFigures) -> list[str]:
    """On what is written of the indicator's month, drafts too: “193 (25%)” where 193 ÷ 941 is 20.5%."""
    commentary = figures.commentaries.get(indicator.pk)
    return list(flags_in(f"{commentary.comment} {commentary.action}", indicator, figures)) if commentary else []


def flags_in(words: str, indicator: Indicator, figures: MonthFigures) -> Iterator[str]:
    found = list(typed_rates(words))
    known = list(_shares(indicator, figures)) if found else []
    for count, typed in found:
        shares = [(part, total) for part, total in known if part == count]
        decimals = len(typed.partition(".")[2])
        if shares and not any(round_half_up(part * 100 / total, decimals) == Decimal(typed) for part, total in shares):
            part, total = shares[0]
            yield f"The comment says {plain(part)} ({typed}%), but {plain(part)} ÷ {plain(total)} is {plain(part * 100 / total, 1)}%."


def _shares(indicator: Indicator, figures: MonthFigures) -> Iterator[tuple[Decimal, Decimal]]:
    """Each count of a part with its whole, in the months that a comment of this month is about."""
    by_pk = {each.pk: each for each in figures.indicators}
    for part in figures.indicators:
        whole = by_pk.get(part.numerator_of_id or 0)
        if whole is None or indicator.pk not in (part.pk, whole.pk):
            continue
        for back in (0, 1, WINDOW):
            count, total = figures.value(part, back), figures.value(whole, back)
            if count is not None and total:
                yield count, total
