"""A list of django-tables2 as every list shows it: on a phone a card with what matters most, with boxes to tick where there are acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tables2.data import TableQuerysetData

from .tables import more_of, titled

# In an address: a row that is ticked, by its key; and that everything is meant that the filters show, on whichever page.
TICKED, ALL = "ticked", "all"
MOST_DIGITS = 18
# What an address says besides the filters and the order of a list.
PASSING = ("page", "export", TICKED, ALL, "act")


@dataclass(frozen=True)
class ListAct:
    """Something to do with the ticked rows: a button that opens `href`, with `name` and `value` in its address."""

    text: str
    href: str
    name: str = "act"
    value: str = ""


@dataclass(frozen=True)
class Ticks:
    """What can be done with ticked rows of a list, of which `count` match its filters; `kept` are the filters, for the next page."""

    acts: Sequence[ListAct]
    count: int
    kept: Sequence[tuple[str, str]]


def ticks_for(asked: QueryDict, acts: Sequence[ListAct], count: int) -> Ticks:
    return Ticks(acts, count, [(name, value) for name, values in asked.lists() if name not in PASSING for value in values])


def is_about_all(asked: QueryDict) -> bool:
    return ALL in asked


def ticked_in(asked: QueryDict) -> list[int]:
    """The keys of the rows that are ticked, as an address says them; none where all that match are meant."""
    keys = [] if is_about_all(asked) else asked.getlist(TICKED)
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS]


def chosen_rows(asked: QueryDict, matching: QuerySet[Any]) -> QuerySet[Any]:
    """Of what the filters show, the ticked rows, or every one where that was said; none where neither was."""
    return matching if is_about_all(asked) else matching.filter(pk__in=ticked_in(asked))


def rows_to_take(asked: QueryDict, matching: QuerySet[Any]) -> QuerySet[Any]:
    """For a file: the ticked rows; every one where none is."""
    return chosen_rows(asked, matching) if ticked_in(asked) else matching


class CountedRows(TableQuerysetData):
    """The rows of a list of which it is known how to `count` them in less time than it takes to ask each whether it is one of them."""

    def __init__(self, rows: QuerySet[Any], count: Callable[[], int]):
        super().__init__(rows)
        self._count = cache(count)

    def __len__(self) -> int:
        return self._count()


class ListTable(tables.Table):
    """`on_card` names the columns that a card shows at once, besides the first, which is its title; the others follow after “More”.

    With `ticks` each title has a box before it whose value is the row's key.
    """

    on_card: tuple[str, ...] = ()

    def __init__(self, *args: Any, ticks: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticks, self.title = ticks, self.columns.names()[0]
        if self.on_card:
            self._fold()

    @property
    def order_by(self) -> Any:
        return self._order_by

    @order_by.setter
    def order_by(self, asked: Any) -> None:
        """Rows that are alike in what is asked for come in one order too, or the database may show one on two pages and another on none."""
        tables.Table.order_by.fset(self, asked)
        if isinstance(self.data, TableQuerysetData):
            self.data.data = in_one_order(self.data.data)

    def _fold(self) -> None:
        for bound in self.columns.iterall():
            if bound.name not in (self.title, *self.on_card):
                attrs = bound.column.attrs
                cell = attrs.get("td", {})
                bound.column.attrs = attrs | {"td": cell | {"class": f"{cell.get('class', '')} qa-extra".strip()}}

    def title_of(self, row: Any, cell: Any) -> SafeString:
        """The first cell with its box and with what opens the rest of a card."""
        name = str(row.record)
        return titled(cell, tick_of(name, row.record.pk) if self.ticks else "", more_of(name) if self.on_card else "")


def in_one_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same, put in order by their keys at last, where what they are in order by may be alike of two of them."""
    order = rows.query.order_by or (rows.model._meta.ordering if rows.query.default_ordering else ())
    return rows if any(_is_one_rows(rows, name) for name in order) else rows.order_by(*order, "pk")


def _is_one_rows(rows: QuerySet[Any], name: Any) -> bool:
    """Whether no two rows have the same in it."""
    known = {field.name: field for field in rows.model._meta.concrete_fields}
    bare = name.lstrip("-") if isinstance(name, str) else ""
    return bare == "pk" or (bare in known and known[bare].unique)


def tick_of(name: str, key: Any) -> SafeString:
    """A box that is named after its row, for people who do not see the row beside it."""
    return format_html(
        '<label class="qa-tick__label"><input class="qa-tick__box" type="checkbox" name="{}" value="{}" autocomplete="off">'
        '<span class="govuk-visually-hidden">Select {}</span></label>',
        TICKED,
        key,
        name,
    )
