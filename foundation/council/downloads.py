"""A list as a file to keep: `?export=csv` or `?export=xlsx`, of what the page shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from foundation.sheets import OutSheet, csv_in_parts, write_csv, write_xlsx
from foundation.sheets.writing import OutCell

EXPORTS = ({"text": "CSV", "format": "csv"}, {"text": "Excel", "format": "xlsx"})
_NOT_IN_FILE_NAMES = frozenset('<>:"/\\|?*')
LONGEST_NAME = 120
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(request: HttpRequest, name: str, header: Sequence[str], rows: Iterable[Sequence[OutCell]]) -> HttpResponse | None:
    """The file that was asked for, or None where the page itself was; `rows` are only read for a file."""
    form = request.GET.get("export")
    return sheets_as_file([OutSheet(name, header, rows)], form, name) if form in ("csv", "xlsx") else None


class Counted:
    """Rows, and how many of them were written: the log of access says how many were taken."""

    def __init__(self, rows: Iterable[Sequence[OutCell]]):
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Sequence[OutCell]]:
        for row in self._rows:
            self.count += 1
            yield row


def sheets_as_file(sheets: Sequence[OutSheet], form: str, name: str) -> HttpResponse:
    """All the sheets as one workbook, or, where `form` is not xlsx, the first as CSV."""
    counted = [Counted(sheet.rows) for sheet in sheets]
    sheets = [replace(sheet, rows=rows) for sheet, rows in zip(sheets, counted, strict=True)]
    if form == "xlsx":
        content, media_type, ending = write_xlsx(sheets), XLSX, "xlsx"
    else:
        content, media_type, ending = write_csv(sheets[0].header, sheets[0].rows), "text/csv; charset=utf-8", "csv"
    response = as_file(content, media_type, f"{name.lower().replace(' ', '-')}.{ending}")
    response.rows_taken = sum(rows.count for rows in counted)  # type: ignore[attr-defined]  # looked for by the log of access
    return response


def streamed_csv(name: str, header: Sequence[str], rows: Iterable[Sequence[OutCell]]) -> StreamingHttpResponse:
    """A long table as CSV, sent as it is read: it is never held whole."""
    headers = _saved_as(f"{name.lower().replace(' ', '-')}.csv")
    return StreamingHttpResponse(csv_in_parts(header, rows), content_type="text/csv; charset=utf-8", headers=headers)


def as_file(content: bytes | str, media_type: str, name: str) -> HttpResponse:
    """An answer that a browser saves under `name`, whatever people typed that the name is made of."""
    return HttpResponse(content, content_type=media_type, headers=_saved_as(name))


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": content_disposition_header(as_attachment=True, filename=file_name(name)) or "attachment"}


def file_name(name: str) -> str:
    """A name that every system takes: on one line, without the marks that stand for folders and drives, not too long."""
    stem, _, ending = name.rpartition(".")
    plain = "".join("-" if letter in _NOT_IN_FILE_NAMES else letter for letter in stem if letter.isprintable())
    return f"{plain[:LONGEST_NAME].strip(' .') or 'download'}.{ending}"
