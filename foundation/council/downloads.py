"""A list as a file to keep: `?export=csv` or `?export=xlsx`, of what the page shows."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

from foundation.sheets import OutSheet, write_csv, write_xlsx
from foundation.sheets.writing import OutCell

EXPORTS = ({"text": "CSV", "format": "csv"}, {"text": "Excel", "format": "xlsx"})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(request: HttpRequest, name: str, header: Sequence[str], rows: Iterable[Sequence[OutCell]]) -> HttpResponse | None:
    """The file that was asked for, or None where the page itself was; `rows` are only read for a file."""
    form = request.GET.get("export")
    return sheets_as_file([OutSheet(name, header, rows)], form, name) if form in ("csv", "xlsx") else None


def sheets_as_file(sheets: Sequence[OutSheet], form: str, name: str) -> HttpResponse:
    """All the sheets as one workbook, or, where `form` is not xlsx, the first as CSV."""
    if form == "xlsx":
        content, media_type, ending = write_xlsx(sheets), XLSX, "xlsx"
    else:
        content, media_type, ending = write_csv(sheets[0].header, sheets[0].rows), "text/csv; charset=utf-8", "csv"
    file_name = f"{name.lower().replace(' ', '-')}.{ending}"
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{file_name}"'})
