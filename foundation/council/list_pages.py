"""A page that is a list: sorted, narrowed, turned page by page, and taken as a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_filters import FilterSet
from django_tables2 import Table

from foundation.documents import AnyRow, plain_table
from foundation.govuk.list_tables import ListAct, ticked_in, ticks_for
from foundation.govuk.paging import BoundedPaginator, show_page

from .downloads import EXPORTS, download

# Files of the ticked rows, or of all that match.
FILE_ACTS = [ListAct(f"Selected as {each['text']}", "", "export", each["format"]) for each in EXPORTS]


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
    acts: Sequence[ListAct] = (),
    exports: Sequence[Mapping[str, str]] = EXPORTS,
    paginator: type[Paginator] = BoundedPaginator,
) -> HttpResponse:
    """The page of `table`, or, as the address asks, all its rows as a file that is called `title`.

    `file_rows` turns records into the rows of the file, under `header`. `about` gives what the template shows besides, and is only asked
    where the page itself is. `acts` can be done with ticked rows, which a file then holds alone. `shown_to` notes what is shown to whom,
    once the table is sorted and turned. `exports` are the files that the page offers. Words for an empty list are the table’s `empty_text`.
    """
    show_page(request, table, paginator=paginator)
    if shown_to:
        shown_to(table)
    ticked = set(ticked_in(request.GET))
    records = (row.record for row in table.rows if not ticked or row.record.pk in ticked)
    if file := download(request, plain_table(title, header, file_rows(records))):
        return file
    ticks = ticks_for(request.GET, [*acts, *FILE_ACTS], len(table.rows)) if acts else None
    return render(request, template, {"table": table, "filter": filtered, "exports": exports, "ticks": ticks, **about()})
