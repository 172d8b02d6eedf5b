"""How files of no known shape are read, as people read it, and which import was the last that used it."""

from dataclasses import dataclass
from functools import cached_property

from performance.enums import Layout, Meaning
from performance.models import Import, Mapping


@dataclass(frozen=True)
class SavedMapping:
    """`used` is the last import that was read by it; None where none was."""

    mapping: Mapping
    used: Import | None
    times: int

    @property
    def layout(self) -> str:
        return "A row for each figure" if self.mapping.layout == Layout.LONG else "A column for each month"

    @property
    def where(self) -> str:
        """In which sheet and row its headings stand; empty where they are found by themselves."""
        sheet, row = self.mapping.sheet, self.mapping.header_row
        if sheet:
            return f"Sheet “{sheet}”" + (f", row {row}" if row else "")
        return f"Row {row}" if row else ""

    @cached_property
    def columns(self) -> list[str]:
        """Each column with what it holds, in the order of the meanings; the indicator and the unit of all rows at the end."""
        held = {meaning: heading for heading, meaning in self.mapping.columns.items()}
        said = [f"“{held[meaning]}”: {meaning.label.lower()}" for meaning in Meaning if meaning in held]
        if self.mapping.indicator:
            said.append(f"all rows: {self.mapping.indicator}")
        if self.mapping.unit:
            said.append(f"all rows: {self.mapping.get_unit_display()}")
        return said


def saved_mappings() -> list[SavedMapping]:
    """By name. Two queries, however many there are."""
    mappings = list(Mapping.objects.select_related("saved_by", "indicator"))
    used: dict[str, list[Import]] = {}
    for batch in Import.objects.filter(mapping__in=[each.name for each in mappings]).order_by("-pk"):
        used.setdefault(batch.mapping, []).append(batch)
    return [SavedMapping(each, next(iter(used.get(each.name, [])), None), len(used.get(each.name, []))) for each in mappings]


def imports_read_by(mapping: Mapping) -> int:
    return Import.objects.filter(mapping=mapping.name).count()
