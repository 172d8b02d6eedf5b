"""A list page by page, whatever the address says of pages and their length."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django_tables2 import RequestConfig, Table

A_PAGE = 25
# Of a table that stands among other things.
ROWS_OF_A_PAGE = 50
MOST_A_PAGE = 200


class RowsOfQuery(Sequence[Any]):
    """Rows of a table that the database holds: only those of a page are read, and made into rows by ``as_rows``.

    ``count``: how many there are, where it is known already.
    """

    def __init__(self, found: QuerySet[Any] | list[Any], as_rows: Callable[[Iterable[Any]], Sequence[Any]], count: int | None = None):
        self.found, self.as_rows = found, as_rows
        if count is not None:
            self._count = count

    def each(self, as_row: Callable[[Any], Any]) -> "RowsOfQuery":
        """The same with another look at every row."""
        return RowsOfQuery(self.found, lambda rows: [as_row(row) for row in self.as_rows(rows)], self.__dict__.get("_count"))

    @cached_property
    def _count(self) -> int:
        return len(self.found) if isinstance(self.found, list) else self.found.count()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        return iter(self.as_rows(self.found))

    def __getitem__(self, place: Any) -> Any:
        return self.as_rows(self.found[place]) if isinstance(place, slice) else self.as_rows([self.found[place]])[0]


class BoundedPaginator(Paginator):
    """A length that no page has is the usual one."""

    def __init__(self, rows: Any, per_page: int, **kwargs: Any):
        super().__init__(rows, per_page if 1 <= per_page <= MOST_A_PAGE else A_PAGE, **kwargs)


class KeysFirstPaginator(BoundedPaginator):
    """Of a list that shows much of each row: first which rows a page has, then these alone.

    A database that sorts a list works out for every row of it what is shown of 25.
    """

    def _get_page(self, rows: Any, *args: Any, **kwargs: Any) -> Page:
        keys = list(rows.data.values_list("pk", flat=True))
        found = rows.data.all()
        found.query.clear_limits()
        # They were chosen by it, and a database that reads it again may begin with it.
        found.query.clear_where()
        rows.data = found.filter(pk__in=keys)
        return super()._get_page(rows, *args, **kwargs)  # type: ignore[misc]  # Django says that it is there to be replaced


def show_page(request: HttpRequest, table: Table, per_page: int = A_PAGE, paginator: type[Paginator] = BoundedPaginator) -> None:
    """Sort the table and turn it to the page that the address asks for."""
    RequestConfig(request, paginate={"per_page": per_page, "paginator_class": paginator}).configure(table)


def page_of(rows: Any, asked: str | None, per_page: int = ROWS_OF_A_PAGE) -> Page:
    """The page of that number; the first where there is none such, the last where there are fewer."""
    return Paginator(rows, per_page).get_page(asked)
