"""A list of django-tables2 as every list shows it: on a phone a card with what matters most, with boxes to tick where there are acts."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .tables import more_of

# A list names what it asks of a row that is ticked by this name, and all that match by the other.
TICKED, ALL = "ticked", "all"


class ListTable(tables.Table):
    """`on_card` names the columns that a card shows at once, besides the first, which is its title; the others follow after “More”.

    With `ticks` each row has a box whose value is the row's key.
    """

    on_card: tuple[str, ...] = ()

    def __init__(self, *args: Any, ticks: bool = False, **kwargs: Any) -> None:
        more = list(kwargs.pop("extra_columns", None) or [])
        if ticks:
            more.append(("tick", TickColumn()))
            kwargs["sequence"] = ("tick", "...")
        super().__init__(*args, extra_columns=more, **kwargs)
        if self.on_card:
            self._fold()

    def _fold(self) -> None:
        title = next(name for name in self.columns.names() if name != "tick")
        for bound in self.columns.iterall():
            if bound.name not in (title, "tick", *self.on_card):
                attrs = bound.column.attrs
                cell = attrs.get("td", {})
                bound.column.attrs = attrs | {"td": cell | {"class": f"{cell.get('class', '')} qa-extra".strip()}}
        self.title = title

    title = ""

    def more(self, row: Any) -> SafeString:
        return more_of(str(row.record))


class TickColumn(tables.Column):
    """A box a row. It is called by what the row is, for those who do not see the row beside it."""

    def __init__(self) -> None:
        head = {"class": "qa-tick"}
        super().__init__(accessor="pk", verbose_name="Select", orderable=False, attrs={"th": head, "td": head})

    def render(self, record: Any, value: Any) -> SafeString:
        return format_html(
            '<label class="qa-tick__label"><input class="qa-tick__box" type="checkbox" name="{}" value="{}" autocomplete="off">'
            '<span class="govuk-visually-hidden">Select {}</span></label>',
            TICKED,
            value,
            str(record),
        )
