"""Exact numbers and the one way of rounding that people expect on paper."""

from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal


def exact(value: Number) -> Decimal:
    """The decimal number that a person would write for ``value``: 28.4 is 28.4, not its nearest binary fraction.

    Raises ValueError where ``value`` is not a finite number.
    """
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{value} is not a finite number.")
    return number


def round_half_up(value: Number, decimals: int = 0) -> Decimal:
    """Round to ``decimals`` places, halves away from zero (2.5 → 3, −2.5 → −3), as in school and unlike Python's ``round``."""
    rounded = exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def plain(value: Number, decimals: int | None = None) -> str:
    """A number in figures with thousands separated: ``1,234``, ``28.4``; rounded where ``decimals`` is given, else with those it has.

    A database gives 1604.1 back as 1604.1000: noughts that storing added say nothing.
    """
    number = exact(value).normalize() if decimals is None else round_half_up(value, decimals)
    return f"{number:,f}".replace("-", "\N{MINUS SIGN}")
