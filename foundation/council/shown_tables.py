"""Each table of a page as a file: `?table_file=2.csv` answers with the second that the page shows, whatever the page is."""

import re
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from foundation.documents import Table, plain_table
from foundation.documents.tables import plain_rows

from .downloads import sheets_as_file

ASKED = re.compile(r"([1-9]\d{0,2})\.(csv|xlsx)")
BLANKS = "An empty cell is empty on the page too, or holds what is only there: a button, a form."


def tables_as_files(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, inside the log of access: a table that is taken is noted as the file that it is."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        asked = ASKED.fullmatch(request.GET.get("table_file", "")) if request.method == "GET" and response.status_code == 200 else None
        tables: list[Table] = request.__dict__.get("shown_tables", [])
        if asked is None or int(asked[1]) > len(tables):
            return response
        table = tables[int(asked[1]) - 1]
        return sheets_as_file([as_list(table)], asked[2], table.caption)

    return respond


def as_list(table: Table) -> Table:
    """Its values alone, without columns that only hold what is done on the page."""
    rows = list(plain_rows(table))
    kept = [place for place, column in enumerate(table.columns) if not column.unseen and any(row[place] is not None for row in rows)]
    header = [table.columns[place].words for place in kept]
    return replace(plain_table(table.caption, header, [[row[place] for place in kept] for row in rows]), blanks=table.blanks or BLANKS)
