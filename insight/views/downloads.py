"""Sheets as files."""

from collections.abc import Sequence

from django.http import HttpResponse

from foundation.sheets import OutSheet, write_csv, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(sheets: Sequence[OutSheet], form: str, name: str) -> HttpResponse:
    """All the sheets as one workbook, or, where `form` is not xlsx, the first as CSV."""
    if form == "xlsx":
        response, ending = HttpResponse(write_xlsx(sheets), content_type=XLSX), "xlsx"
    else:
        response, ending = HttpResponse(write_csv(sheets[0].header, sheets[0].rows), content_type="text/csv; charset=utf-8"), "csv"
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
