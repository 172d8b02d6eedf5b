"""What a reader is warned of beside a figure: that it was restated, or that it is a share of few."""

from decimal import Decimal

from foundation.documents.formats import uk_date
from foundation.statistics import plain
from performance.models import Indicator
from performance.queries.restated import RestatedValue

AFTER_COMMENT = "The comment was written before this figure changed."


def restated_sentence(restated: RestatedValue, indicator: Indicator, period: str) -> str:
    now = restated.value.missing_mark if restated.value.value is None else plain(restated.value.value, indicator.decimals)
    was = plain(restated.was.was, indicator.decimals) if restated.was.was is not None else restated.was.was_mark
    return f"{period} was restated from {was} to {now} on {uk_date(restated.was.source.imported_at)}."


def of_few(indicator: Indicator, value: Decimal | None, whole: Decimal | None) -> str:
    """The caution on a share of `whole` where that is small; a share of few moves a long way with one child more or less."""
    if value is None:
        return ""
    if whole is not None and not whole:
        return "A share of 0, which is none. Check the file: the figure, or the count that it is a share of, is wrong."
    if whole is None or whole >= indicator.small_denominator:
        return ""
    return f"A share of only {plain(whole)}: one more or less moves it a long way."
