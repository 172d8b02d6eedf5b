"""A page that is a list: sorted, narrowed, turned page by page, and taken as a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_filters import FilterSet
from django_tables2 import Table

from foundation.documents import AnyRow, plain_table
from foundation.govuk.paging import show_page

from .downloads import EXPORTS, download


def list_page(
    request: HttpRequest,
    template: str,
    *,
    table: Table,
    title: str,
    header: Sequence[str],
    file_rows: Callable[[Iterable[Any]], Iterable[AnyRow]],
    filtered: FilterSet | None = None,
    about: Callable[[], Mapping[str, Any]] = dict,
    shown_to: Callable[[Table], object] | None = None,
) -> HttpResponse:
    """The page of `table`, or, as the address asks, all its rows as a file that is called `title`.

    `file_rows` turns records into the rows of the file, under `header`. `about` gives what the template shows besides, and is only asked
    where the page itself is. `shown_to` notes what is shown to whom, once the table is sorted and turned. Words for an empty list are
    the table’s `empty_text`.
    """
    show_page(request, table)
    if shown_to:
        shown_to(table)
    if file := download(request, plain_table(title, header, file_rows(row.record for row in table.rows))):
        return file
    return render(request, template, {"table": table, "filter": filtered, "exports": EXPORTS, **about()})
