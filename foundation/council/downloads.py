"""A list as a file to keep: `?export=csv` or `?export=xlsx`, of what the page shows."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

from foundation.sheets import OutSheet, write_csv, write_xlsx
from foundation.sheets.writing import OutCell

EXPORTS = ({"text": "CSV", "format": "csv"}, {"text": "Excel", "format": "xlsx"})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(request: HttpRequest, name: str, header: Sequence[str], rows: Iterable[Sequence[OutCell]]) -> HttpResponse | None:
    """The file that was asked for, or None where the page itself was; `rows` are only read for a file."""
    match request.GET.get("export"):
        case "csv":
            content, media_type, ending = write_csv(header, rows), "text/csv; charset=utf-8", "csv"
        case "xlsx":
            content, media_type, ending = write_xlsx([OutSheet(name, header, rows)]), XLSX, "xlsx"
        case _:
            return None
    file_name = f"{name.lower().replace(' ', '-')}.{ending}"
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{file_name}"'})
