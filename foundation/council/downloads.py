"""A list as a file to keep: `?export=csv`, `?export=xlsx` or `?export=ods`, of what the page shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from foundation.documents import AnyRow, Table, Workbook, csv_in_parts, write_csv, write_ods, write_xlsx

from .models import Council

# What a page offers: where Board members read it, as OpenDocument too.
EXPORTS = ({"text": "CSV", "format": "csv"}, {"text": "Excel", "format": "xlsx"})
PUBLISHED_EXPORTS = (*EXPORTS, {"text": "OpenDocument", "format": "ods"})
_NOT_IN_FILE_NAMES = frozenset('<>:"/\\|?*')
LONGEST_NAME = 120
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
WRITERS = {"xlsx": (write_xlsx, XLSX), "ods": (write_ods, ODS)}


def download(request: HttpRequest, table: Table) -> HttpResponse | None:
    """The file that was asked for, named as the table is, or None where the page itself was; the rows are only read for a file."""
    file_format = format_asked(request)
    return sheets_as_file([table], file_format, table.caption) if file_format else None


def format_asked(request: HttpRequest) -> str:
    """The format of the file that the address asks for; empty where it asks for the page."""
    asked = request.GET.get("export", "")
    return asked if asked in ("csv", *WRITERS) else ""


class RowCounter:
    """Rows, and how many of them were written: the log of access says how many were taken."""

    def __init__(self, rows: Iterable[AnyRow]):
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[AnyRow]:
        for row in self._rows:
            self.count += 1
            yield row


def sheets_as_file(tables: Sequence[Table], file_format: str, name: str, *, to_fill_in: bool = False) -> HttpResponse:
    """All the tables as one workbook, or, where `file_format` is CSV, the first alone. `name` is the title, and makes the file's name."""
    counted = [RowCounter(table.rows) for table in tables]
    tables = [replace(table, rows=rows) for table, rows in zip(tables, counted, strict=True)]
    if file_format in WRITERS:
        write, media_type = WRITERS[file_format]
        content, ending = write(council_workbook(tables, name, to_fill_in=to_fill_in)), file_format
    else:
        content, media_type, ending = write_csv(tables[0]), "text/csv; charset=utf-8", "csv"
    response = as_file(content, media_type, f"{name.lower().replace(' ', '-')}.{ending}")
    response.rows_taken = sum(rows.count for rows in counted)  # type: ignore[attr-defined]  # looked for by the log of access
    return response


def council_workbook(tables: Sequence[Table], title: str, *, to_fill_in: bool = False) -> Workbook:
    """The council's workbook of these tables, with what its cover says where it has one."""
    council = Council.current()
    about = [("Council", council.name), ("Tables", f"{len(tables)}, each on a sheet of its own, listed on the sheet Contents")]
    if council.contact:
        about.append(("Who to ask", council.contact))
    return Workbook(title, council.name, tables, about, to_fill_in)


def streamed_csv(table: Table) -> StreamingHttpResponse:
    """A long table as CSV, sent as it is read: it is never held whole."""
    headers = _saved_as(f"{table.caption.lower().replace(' ', '-')}.csv")
    return StreamingHttpResponse(csv_in_parts(table), content_type="text/csv; charset=utf-8", headers=headers)


def as_file(content: bytes | str, media_type: str, name: str) -> HttpResponse:
    """An answer that a browser saves under `name`, whatever people typed that the name is made of."""
    return HttpResponse(content, content_type=media_type, headers=_saved_as(name))


def streamed_file(parts: Iterable[bytes], media_type: str, name: str, *, size: int) -> StreamingHttpResponse:
    """A file that is kept in parts, sent as they are read; `size` is that of all of them, in bytes."""
    headers = _saved_as(name) | {"Content-Length": str(size)}
    return StreamingHttpResponse(parts, content_type=media_type, headers=headers)


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": content_disposition_header(as_attachment=True, filename=file_name(name)) or "attachment"}


def file_name(name: str) -> str:
    """A name that every system takes: on one line, without the marks that stand for folders and drives, not too long."""
    stem, _, ending = name.rpartition(".")
    plain = "".join("-" if letter in _NOT_IN_FILE_NAMES else letter for letter in stem if letter.isprintable())
    return f"{plain[:LONGEST_NAME].strip(' .') or 'download'}.{ending}"
