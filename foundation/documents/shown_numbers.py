"""A number that is shown otherwise than plainly: 3,808, 24.3%, +13, −26, 12 working days."""

from dataclasses import dataclass
from decimal import Decimal

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class ShownNumber:
    """`value` is the number as it is read: 24.3 of 24.3%. `unit` follows it: "%", or a space and words."""

    value: Decimal
    grouped: bool = False
    signed: bool = False
    minus: str = "-"
    unit: str = ""

    @property
    def places(self) -> int:
        """Decimals, noughts at the end included."""
        exponent = self.value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def is_percentage(self) -> bool:
        return self.unit == "%"

    @property
    def stored(self) -> Decimal:
        """What a spreadsheet keeps: of a percentage the share of one."""
        return self.value / 100 if self.is_percentage else self.value

    @property
    def words(self) -> str:
        sign = self.minus if self.value < 0 else "+" if self.signed and self.value > 0 else ""
        digits = format(abs(self.value), f"{',' if self.grouped else ''}.{self.places}f")
        return f"{sign}{digits}{self.unit}"

    @property
    def number_format(self) -> str:
        """As Excel writes it: +#,##0.0;−#,##0.0;0.0."""
        digits = ("#,##0" if self.grouped else "0") + (f".{'0' * self.places}" if self.places else "")
        digits += "%" if self.is_percentage else f'"{self.unit}"' if self.unit else ""
        if self.signed or self.minus != "-":
            return f"{'+' if self.signed else ''}{digits};{self.minus}{digits};{digits}"
        return digits
